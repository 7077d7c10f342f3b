/** A PDF matrix: a b c d e f. */
export type Matrix = readonly [number, number, number, number, number, number];
/** Left, bottom, right, top, in points. */
export type Box = readonly [number, number, number, number];

export const A4 = { widthPt: 595.28, heightPt: 841.89 } as const;
/** Blank paper at the sides and below, so that a printer cuts nothing off. */
export const EDGE_PT = 18;

export interface Placed {
  widthPt: number;
  heightPt: number;
  /** From the page as it came to the sheet it stands on. */
  matrix: Matrix;
  /** Where the upright page stands on the sheet, and how much smaller it is. */
  x: number;
  y: number;
  scale: number;
}

/** Clockwise quarter turns, as `Rotate` counts them; anything else is none. */
export const turns = (rotate: number): number => (rotate % 90 === 0 ? (((rotate / 90) % 4) + 4) % 4 : 0);

/**
 * Puts a page of any size, the right way up, under the head of an A4 sheet, which lies on its side when the page does.
 * Never larger than it came.
 */
export function placed([left, bottom, right, top]: Box, rotate: number, headPt: number): Placed {
  const turned = turns(rotate);
  const [width, height] = turned % 2 ? [top - bottom, right - left] : [right - left, top - bottom];
  const lies = width > height;
  const [widthPt, heightPt] = lies ? [A4.heightPt, A4.widthPt] : [A4.widthPt, A4.heightPt];
  const scale = Math.min(1, (widthPt - 2 * EDGE_PT) / width, (heightPt - headPt - EDGE_PT) / height);
  const x = (widthPt - width * scale) / 2;
  const y = heightPt - headPt - height * scale;
  const s = scale;
  const matrices: Matrix[] = [
    [s, 0, 0, s, x - s * left, y - s * bottom],
    [0, -s, s, 0, x - s * bottom, y + s * right],
    [-s, 0, 0, -s, x + s * right, y + s * top],
    [0, s, -s, 0, x + s * top, y - s * left],
  ];
  return { widthPt, heightPt, matrix: matrices[turned]!, x, y, scale };
}

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => [a * x + c * y + e, b * x + d * y + f] as const;

/** The upright box around a box that a matrix has turned. */
export function boxAround(matrix: Matrix, [left, bottom, right, top]: Box): Box {
  const corners = [apply(matrix, left, bottom), apply(matrix, right, bottom), apply(matrix, left, top), apply(matrix, right, top)];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A box the right way round, or null when it is none. */
export function boxOf(numbers: readonly number[]): Box | null {
  const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = numbers;
  const box: Box = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
  return box.every(Number.isFinite) && box[2] - box[0] > 1 && box[3] - box[1] > 1 ? box : null;
}

/** The part of one box that is inside the other; the other when they do not meet. */
export function within(inner: Box, outer: Box): Box {
  const [left, bottom] = [Math.max(inner[0], outer[0]), Math.max(inner[1], outer[1])];
  const [right, top] = [Math.min(inner[2], outer[2]), Math.min(inner[3], outer[3])];
  return right - left > 1 && top - bottom > 1 ? [left, bottom, right, top] : outer;
}

/** A number as a PDF writes it. */
export const number = (value: number): string => String(Math.round(value * 1e4) / 1e4);
export const cm = (matrix: Matrix): string => `${matrix.map(number).join(' ')} cm`;
