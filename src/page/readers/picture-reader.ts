import { imageSize } from 'image-size';
import { SearchServiceError } from '../../search-service-error.js';
import type { PageReader } from './page-reader.js';

/** First bytes of the pictures that are taken for pages, in Latin-1. */
const SIGNATURES: readonly RegExp[] = [/^\u00ff\u00d8\u00ff/u, /^\u0089PNG\r\n\u001a\n/u, /^(?:II\*\0|MM\0\*)/u, /^RIFF[\s\S]{4}WEBP/u];
/** Sides of a picture that turn it, as cameras note it: width and height change places. */
const TURNED_FROM = 5;

/** A picture of a page: JPEG, PNG, TIFF, WebP. It says nothing but its size; its text may come later in any other form. */
export const pictureReader: PageReader = {
  form: 'picture',
  version: 1,
  mediaTypes: ['image/jpeg', 'image/png', 'image/tiff', 'image/webp'],
  endings: ['.jpg', '.jpeg', '.png', '.tif', '.tiff', '.webp'],
  isEnded: true,
  recognises: (bytes) => {
    const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
    return SIGNATURES.some((signature) => signature.test(start));
  },
  read: (bytes) => {
    const { width, height } = pictureSize(bytes);
    const page = { lines: [], width, height, unit: 'px', isPicture: true } as const;
    return { form: 'picture', version: 1, encoding: 'utf-8', pages: [page], linesAreBytes: false, isPaged: true };
  },
};

/** Width and height of a picture, in points, as it is shown. Throws PAGE_UNDECODABLE. */
export function pictureSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    if (width > 0 && height > 0) return orientation < TURNED_FROM ? { width, height } : { width: height, height: width };
  } catch {
    // Said below.
  }
  throw new SearchServiceError('PAGE_UNDECODABLE', 'The picture is damaged: it does not say how large it is. Save it anew.');
}
