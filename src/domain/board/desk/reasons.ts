import type { PackEntry } from '#domain/evidence/pack/pack.ts';
import type { PageCited } from './deciding-schema.server.ts';
import { whyNotPlain } from './plain-reason.ts';
import { readCites } from './reasons-pages.ts';

export const restings = { pages: 'Pages of the pack', judgement: 'The Board’s judgement' } as const;
export type RestsOn = keyof typeof restings;

/** A reason as it is typed. Nothing is chosen for anybody: `restsOn` is empty until they say. */
export interface TypedReason {
  words: string;
  restsOn: RestsOn | '';
  cites: string;
}

export interface Reason {
  words: string;
  restsOn: RestsOn;
  pages: PageCited[];
}

/** One sentence for each thing that is wrong, by the name of the field. */
export type ReasonFaults = Partial<Record<keyof TypedReason, string>>;

/** A reason that can be kept, or what is wrong with it (DEC1, DEC2). What was typed stays with whoever typed it. */
export function readReason(typed: TypedReason, contents: readonly PackEntry[]): Reason | { faults: ReasonFaults } {
  const faults: ReasonFaults = {};
  const words = typed.words.trim();
  const notPlain = whyNotPlain(words);
  if (notPlain) faults.words = notPlain;
  if (typed.restsOn === '')
    faults.restsOn = 'Choose what this reason rests on: pages of the pack, or the Board’s judgement.';
  const read = typed.restsOn === 'pages' ? readCites(typed.cites, contents) : { pages: [] };
  if ('fault' in read) faults.cites = read.fault;
  if (typed.restsOn === 'judgement' && typed.cites.trim())
    faults.cites = 'You named pages and chose the Board’s judgement. Choose “Pages of the pack”, or clear this box.';
  if (Object.keys(faults).length > 0 || typed.restsOn === '' || 'fault' in read) return { faults };
  return { words, restsOn: typed.restsOn, pages: read.pages };
}
