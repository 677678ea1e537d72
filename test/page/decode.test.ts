import iconv from 'iconv-lite';
import { decodePage } from '../../src/page/decode.js';
import { SearchServiceError } from '../../src/search-service-error.js';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `的一是在不了` in GB18030 and in Big5. */
const GB = [0xb5, 0xc4, 0xd2, 0xbb, 0xca, 0xc7, 0xd4, 0xda, 0xb2, 0xbb, 0xc1, 0xcb];
const BIG5 = [0xaa, 0xba, 0xa4, 0x40, 0xac, 0x4f, 0xa6, 0x62, 0xa4, 0xa3, 0xa4, 0x46];

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof SearchServiceError) return error.code;
    throw error;
  }
  return 'none';
}

describe('decodePage', () => {
  it.each([
    ['UTF-8', utf8('菜园'), '菜园', 'utf-8'],
    ['UTF-8 with a mark', utf8('\ufeff菜园'), '菜园', 'utf-8'],
    ['CR LF', utf8('菜\r\n园\r\n'), '菜\n园\n', 'utf-8'],
    ['a lone CR', utf8('菜\r园'), '菜\n园', 'utf-8'],
    ['GB18030', bytes(...GB), '的一是在不了', 'gb18030'],
    ['Big5', bytes(...BIG5), '的一是在不了', 'big5'],
    ['UTF-16, low byte first', bytes(0xff, 0xfe, 0xdc, 0x83), '菜', 'utf-16le'],
    ['UTF-16, high byte first', bytes(0xfe, 0xff, 0x83, 0xdc), '菜', 'utf-16be'],
  ] as const)('reads %s', (_name, input, text, encoding) => {
    expect(decodePage(input)).toEqual({ text, encoding });
  });

  it('keeps blank lines and form feeds', () => {
    expect(decodePage(utf8('一\n\n二\f三')).text).toBe('一\n\n二\f三');
  });

  it('judges the whole file, not its beginning', () => {
    const late = [...Array.from({ length: 4000 }, () => 0x41), ...GB];
    expect(decodePage(bytes(...late)).encoding).toBe('gb18030');
  });

  it.each([
    ['an empty file', bytes(), 'PAGE_EMPTY'],
    ['white space alone', utf8(' \n\u3000\r\n'), 'PAGE_EMPTY'],
    ['a mark alone', utf8('\ufeff'), 'PAGE_EMPTY'],
    ['zero bytes', bytes(0x41, 0, 0x42), 'PAGE_BINARY'],
    ['control characters', bytes(1, 2, 3, 4, 5, 0x41), 'PAGE_BINARY'],
    ['bytes of no encoding', bytes(0xff, 0xff, 0xff), 'PAGE_UNDECODABLE'],
    ['half a character at the end', bytes(0x41, 0xb5), 'PAGE_UNDECODABLE'],
    ['a marked file that is damaged', bytes(0xef, 0xbb, 0xbf, 0xff), 'PAGE_UNDECODABLE'],
  ] as const)('refuses %s', (_name, input, code) => {
    expect(codeOf(() => decodePage(input))).toBe(code);
  });

  it('reads what Hong Kong added to Big5', () => {
    const text = '本報訊　記者在九龍灣採訪，啲街坊話佢哋唔使再等，𠝹開嘅紙箱堆喺路邊，嘢都搬走咗。';
    expect(decodePage(iconv.encode(text, 'big5hkscs'))).toEqual({ text, encoding: 'big5' });
  });
});
