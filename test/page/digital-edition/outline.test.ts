import { outlineOf } from '../../../src/page/readers/digital-edition/outline.js';

describe('the outline of an area', () => {
  it.each([
    ['a box by two corners', { shape: 'rect', coords: '2,98,225,366' }, [[2, 98, 223, 268]]],
    ['a box by its corners', { coords: '2,98,225,98,225,366,2,366' }, [[2, 98, 223, 268]]],
    ['decimals', { points: '12.5,70 20.5,70 20.5,90 12.5,90' }, [[12.5, 70, 8, 20]]],
    ['a list of pairs', { xy: '[{x:1,y:2},{x:5,y:2},{x:5,y:8},{x:1,y:8}]' }, [[1, 2, 4, 6]]],
    ['a rectangle of SVG', { x: '10', y: '20', width: '30', height: '40' }, [[10, 20, 30, 40]]],
    ['the same corners twice', { coords: '0,0,4,0,4,0,4,4,0,4,0,4,0,0' }, [[0, 0, 4, 4]]],
    ['needless points on a side', { coords: '0,0,2,0,4,0,4,2,4,4,0,4' }, [[0, 0, 4, 4]]],
  ])('is %s', (_what, attributes, boxes) => {
    expect(outlineOf(attributes)).toEqual(boxes);
  });

  it('is two boxes where it is an L', () => {
    expect(outlineOf({ coords: '0,0,10,0,10,4,6,4,6,9,0,9' })).toEqual([
      [0, 0, 10, 4],
      [0, 4, 6, 5],
    ]);
  });

  it('is three boxes where it is a U', () => {
    expect(outlineOf({ coords: '0,0,2,0,2,5,8,5,8,0,10,0,10,7,0,7' })).toEqual([
      [0, 0, 2, 5],
      [8, 0, 2, 5],
      [0, 5, 10, 2],
    ]);
  });

  it.each([[{}], [{ coords: '' }], [{ coords: 'none' }], [{ coords: '1,2' }], [{ coords: '1,1,1,9' }], [{ coords: '1,1,2,2,3,3' }]])(
    'is nothing for %j',
    (attributes) => {
      expect(outlineOf(attributes as Record<string, string>)).toEqual([]);
    },
  );
});
