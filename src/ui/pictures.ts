/** What a part of a drawing is filled with; every line is ink. */
export type Tone = 'none' | 'paper' | 'sand' | 'moss' | 'mosswash' | 'plum' | 'slate' | 'ink';
export type Shape = readonly [tone: Tone, path: string];

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const box = (x: number, y: number, w: number, h: number, r = 3): string =>
  `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;
/** Head and shoulders; `y` is the middle of the head. */
const person = (tone: Tone, x: number, y: number, size = 1): Shape[] => {
  const [w, h] = [13 * size, 34 * size];
  return [
    [tone, `M${x - w} ${y + h}v${-h / 3}a${w} ${w} 0 0 1 ${2 * w} 0v${h / 3}z`],
    ['paper', circle(x, y, 8.5 * size)],
  ];
};
const sheet = (x = 22, y = 10, w = 52, h = 74): Shape[] => [
  ['paper', `M${x} ${y}h${w - 14}l14 14v${h - 14}h${-w}z`],
  ['sand', `M${x + w - 14} ${y}v14h14z`],
];
const ticked = (x: number, y: number): string => `M${x} ${y}l5 5l9 -10`;
const bubble = (x: number, y: number, w: number, h: number, tail: number): string =>
  `M${x + 4} ${y}h${w - 8}a4 4 0 0 1 4 4v${h - 8}a4 4 0 0 1 -4 4h${tail - w + 16}l-6 9l-2 -9h${-tail - 4}a4 4 0 0 1 -4 -4v${8 - h}a4 4 0 0 1 4 -4z`;

/** Drawings of 96 by 96, made for this. Each stands beside words that say the same. */
export const pictures = {
  letter: [
    ['paper', box(10, 24, 76, 52)],
    ['sand', 'M12 26l36 28l36 -28z'],
  ],
  calendar: [
    ['paper', box(14, 18, 68, 64, 5)],
    ['moss', 'M14 36v-13a5 5 0 0 1 5 -5h58a5 5 0 0 1 5 5v13z'],
    ['none', 'M32 10v16M64 10v16M26 48h8M44 48h8M62 48h8M26 60h8M26 72h8M44 72h8'],
    ['mosswash', circle(64, 64, 11)],
  ],
  board: [
    ...person('plum', 20, 30),
    ...person('slate', 76, 30),
    ...person('moss', 48, 24),
    ['sand', 'M6 58h84l-8 26h-68z'],
    ['paper', 'M40 64h18l3 12h-24z'],
  ],
  question: [
    ['mosswash', bubble(12, 12, 72, 54, 18)],
    ['none', 'M38 32q2 -10 11 -9q10 1 9 10q-1 5 -6 7q-4 2 -4 6'],
    ['ink', circle(48, 55, 1.5)],
  ],
  phone: [
    ['paper', box(30, 8, 36, 80, 7)],
    ['mosswash', 'M30 20h36v52h-36z'],
    ['none', 'M43 14h10M76 30q6 10 0 20M84 24q10 16 0 32M20 30q-6 10 0 20M12 24q-10 16 0 32'],
    ['ink', circle(48, 80, 2.5)],
  ],
  talk: [
    ...person('plum', 24, 54),
    ...person('slate', 72, 54),
    ['mosswash', bubble(8, 8, 36, 22, 12)],
    ['mosswash', bubble(52, 8, 36, 22, 8)],
    ['none', 'M16 16h20M16 22h12M60 16h20M60 22h12'],
  ],
  fair: [
    ...person('moss', 48, 20),
    ...person('plum', 19, 46),
    ...person('slate', 77, 46),
    ['sand', 'M30 62h36l6 22h-48z'],
  ],
  judge: [
    ['none', 'M48 12v68M22 26h52M30 82h36'],
    ['sand', 'M10 54h24q-3 12 -12 12t-12 -12z'],
    ['sand', 'M62 54h24q-3 12 -12 12t-12 -12z'],
    ['none', 'M22 26l-12 28M22 26l12 28M74 26l-12 28M74 26l12 28'],
    ['moss', circle(48, 14, 5)],
  ],
  papers: [
    ['sand', box(14, 24, 48, 62)],
    ['mosswash', box(24, 16, 48, 62)],
    ...sheet(34, 8, 50, 64),
    ['none', 'M42 34h32M42 44h32M42 54h22'],
  ],
  look: [
    ...sheet(12, 8, 54, 74),
    ['none', 'M22 34h22M22 46h14M22 58h12'],
    ['mosswash', circle(58, 54, 18)],
    ['none', 'M71 67l16 18'],
  ],
  write: [
    ...sheet(12, 10, 56, 76),
    ['none', 'M22 36h26M22 48h20M22 72q6 -8 11 -2t11 -2'],
    ['plum', 'M82 22l8 7l-32 38l-12 5l4 -12z'],
  ],
  school: [
    ['sand', 'M10 48h76v36h-76z'],
    ['moss', 'M30 48l18 -24l18 24z'],
    ['paper', 'M40 84v-20h16v20zM18 58h12v12h-12zM66 58h12v12h-12z'],
    ['slate', 'M48 24v-14h16l-5 5l5 5h-16z'],
  ],
  plan: [
    ...sheet(),
    ['moss', 'M30 22h22v8h-22z'],
    ['none', `${ticked(30, 44)}M50 44h16${ticked(30, 57)}M50 57h16${ticked(30, 70)}M50 70h16`],
  ],
  family: [...person('plum', 32, 34, 1.3), ...person('moss', 68, 50, 0.95)],
  you: [...person('moss', 48, 32, 1.45)],
  move: [
    ['sand', 'M6 50l16 -16l16 16v30h-32z'],
    ['moss', 'M58 50l16 -16l16 16v30h-32z'],
    ['paper', 'M18 80v-16h9v16zM70 80v-16h9v16z'],
    ['none', 'M28 22h38M58 14l9 8l-9 8'],
  ],
  again: [
    ...sheet(32, 26, 34, 44),
    ['none', 'M38 48h20M38 58h14'],
    ['none', 'M80 30a37 37 0 1 0 5 24M84 14l-3 17l-17 -3'],
  ],
  yes: [
    ['moss', circle(48, 48, 34)],
    ['none', 'M30 49l12 13l24 -27'],
  ],
  no: [
    ['sand', circle(48, 48, 34)],
    ['none', 'M34 34l28 28M62 34l-28 28'],
  ],
  help: [
    ['plum', circle(48, 48, 36)],
    ['paper', circle(48, 48, 16)],
    ['paper', 'M40 13h16v20h-16zM40 63h16v20h-16zM13 40h20v16h-20zM63 40h20v16h-20z'],
  ],
  health: [
    ['paper', circle(48, 48, 36)],
    ['plum', 'M48 72q-24 -16 -24 -31q0 -12 11 -12q9 0 13 9q4 -9 13 -9q11 0 11 12q0 15 -24 31z'],
  ],
  time: [
    ['paper', circle(48, 50, 34)],
    ['none', 'M48 28v22l15 10M48 16v4M48 80v4M14 50h4M78 50h4'],
    ['ink', circle(48, 50, 2)],
  ],
} as const satisfies Record<string, readonly Shape[]>;
export type PictureName = keyof typeof pictures;
