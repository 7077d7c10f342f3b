import { namesIn, type Known } from '../flags/flags.ts';
import type { Tx } from '#server/db.ts';
import { partsInWords, type Part } from '../sources.ts';
import { theDecisions, theLetters, whoDidWhat } from './decided-and-seen.server.ts';
import type { Asking, Gathered } from './gathered.ts';
import { daysAndSteps, theAsker, theChild } from './the-child.server.ts';
import { papersByPage, theCheck, thePacks } from './the-papers.server.ts';
import { enquiries, handovers, thePromises, theThread } from './what-was-said.server.ts';

/** Who gathers what. Each part of `sources.ts` has one, so that a part nobody gathers does not compile. */
const gatherers: Readonly<Record<Part, (tx: Tx, asking: Asking) => Promise<Gathered[]>>> = {
  child: theChild,
  dates: daysAndSteps,
  thread: theThread,
  promise: thePromises,
  paper: papersByPage,
  check: theCheck,
  pack: thePacks,
  decision: theDecisions,
  letter: theLetters,
  handover: handovers,
  enquiry: enquiries,
  adult: theAsker,
  history: whoDidWhat,
};

/**
 * SAR4: everything the request is about, part by part. Call with the case in hand and no person: what is said in a
 * mediation, in a private room or in the tribunal team is then shown by the database to nobody. About whoever asks: their
 * own, and what names them (`asker`).
 */
export async function gatherAll(tx: Tx, asking: Asking, asker: Pick<Known, 'names'>): Promise<Gathered[]> {
  const all: Gathered[] = [];
  for (const part of Object.keys(partsInWords) as Part[]) all.push(...(await gatherers[part](tx, asking)));
  const named = { ...asker, addresses: [], emails: [], phones: [] };
  return asking.about === 'child' ? all : all.filter(({ own, words }) => own || namesIn(words, named).length > 0);
}
