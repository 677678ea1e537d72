import { drawLines } from '../../src/intake/lines-picture.js';

const PAGE = { width: 400, height: 600, unit: 'pt', articles: [] } as const;

describe('lines drawn at their places', () => {
  it('are text and nothing else, whatever they hold', () => {
    const svg = drawLines(
      { ...PAGE, lines: [{ number: 1, text: '<script>"甲"&\u0000\uffff乙', box: [10, 20, 120, 12], size: 12 }] },
      undefined,
    );
    expect(svg).toContain('>&lt;script&gt;&quot;甲&quot;&amp;乙</text>');
    expect(svg).not.toMatch(/<script|\bon\w+=|href|[\u0000\uffff]/u);
  });

  it('are as wide as was asked for, and stand upright where they were set so', () => {
    const svg = drawLines({ ...PAGE, lines: [{ number: 1, text: '甲乙', box: [100, 50, 12, 24], upright: true }] }, 200);
    expect(svg).toContain('viewBox="0 0 400 600" width="200" height="300"');
    expect(svg).toContain('<text x="106" y="50" font-size="12" writing-mode="vertical-rl" textLength="24">甲乙</text>');
  });
});
