import type { PaperKind } from '#domain/evidence/list/expected.ts';

export type PartySide = 'family' | 'council';

/** The parts of a bundle in the order a tribunal expects, each with its letter. A frozen bundle keeps them for ever. */
export const bundleParts = {
  core: {
    letter: 'A',
    title: 'Core documents',
    about: 'The appeal form, the response, the letter with the decision, and orders and directions.',
  },
  plan: { letter: 'B', title: 'The plan', about: 'The plan that is appealed, with the advice in its Section K.' },
  working: {
    letter: 'C',
    title: 'The working document',
    about: 'The plan with what each side asks for, and what is agreed.',
  },
  family: { letter: 'D', title: 'The family’s evidence', about: 'What the family relies on.' },
  council: { letter: 'E', title: 'The council’s evidence', about: 'What the council relies on.' },
  health: {
    letter: 'F',
    title: 'Health and social care',
    about: 'Evidence about recommendations on health and social care, of both sides.',
  },
} as const;
export type BundlePart = keyof typeof bundleParts;
export type PartLetter = (typeof bundleParts)[BundlePart]['letter'];
export const partKeys = Object.keys(bundleParts) as BundlePart[];

/** What a paper is to the tribunal, where a limit of its own hangs on it. */
export const paperRoles = {
  paper: 'Something else',
  expert: 'A report by an expert',
  witness: 'A statement by a witness',
} as const;
export type PaperRole = keyof typeof paperRoles;

const usually: Partial<Record<PaperKind, BundlePart>> = { plan: 'plan', letter: 'core', request: 'core' };

/** Where a paper usually goes, for whoever gathers: by what it is, and else by who brought it. */
export const usualPart = ({ kind, side }: { kind: PaperKind; side: PartySide }): BundlePart => usually[kind] ?? side;

/** What a paper usually is to the tribunal. */
export const usualRole = (kind: PaperKind): PaperRole =>
  kind === 'medical' || kind === 'psychological' ? 'expert' : 'paper';

/** BUN4: a family puts in and takes out its own evidence; everything else is the council's to gather. */
export const isOwnEvidence = (part: BundlePart): boolean => part === 'family' || part === 'health';
