import type { Ground } from '../dispute/dispute.ts';
import { decidable, type Authority, type Decidable } from '../mediation.ts';

/** What somebody on the council's side has to be able to say yes to, by what the disagreement is about. */
const wantedFor: Record<Ground, readonly Decidable[]> = {
  not_assess: ['assess'],
  no_plan: ['issue'],
  plan_contents: ['change', 'placement', 'funding'],
  not_reassess: ['assess'],
  not_amend: ['change', 'funding'],
  cease: ['issue'],
};
const everything = Object.keys(decidable) as Decidable[];

/** Without a ground nobody knows yet what will be asked for, so it is all of it. */
export const wanted = (ground: Ground | null): readonly Decidable[] => (ground ? wantedFor[ground] : everything);

/** Somebody of the council's side, as far as saying yes goes. */
export interface WhoDecides {
  name: string;
  coming: 'yes' | 'no' | 'not_said';
  authority: Authority | null;
}

/** Who can say yes to one thing, each with their limit in their own words. Whoever does not come cannot. */
export const whoCan = (people: readonly WhoDecides[], what: Decidable) =>
  people.flatMap(({ name, coming, authority }) => {
    const said = authority?.[what];
    return coming === 'no' || !said || said.may === 'no' ? [] : [{ name, limits: said.limits }];
  });

/**
 * What nobody who comes can say yes to (RDY5): those who represent the council have authority to resolve the issues
 * (SEND Regulations 2014, regs 37–38). It keeps nobody out; it is said.
 */
export const nobodyCan = (people: readonly WhoDecides[], ground: Ground | null): Decidable[] =>
  wanted(ground).filter((what) => whoCan(people, what).length === 0);

const toSay: Record<Decidable, string> = {
  assess: 'assessing',
  issue: 'making a plan',
  change: 'changing the help in the plan (B or F)',
  placement: 'naming a school',
  funding: 'spending money',
};

/** "Not ready: nobody can say yes to naming a school or spending money." Null when somebody can say yes to everything. */
export function notReadyInWords(missing: readonly Decidable[]): string | null {
  if (missing.length === 0) return null;
  const words = missing.map((what) => toSay[what]);
  const last = words.pop()!;
  return `Not ready: nobody can say yes to ${words.length > 0 ? `${words.join(', ')} or ` : ''}${last}.`;
}

/** Reads what was ticked and typed, a field `may-…` and a field `limits-…` for each. A limit without words is none. */
export function readAuthority(typed: Readonly<Record<string, string>>): Authority | { field: string; refused: string } {
  const read: Authority = {};
  for (const what of everything) {
    const may = typed[`may-${what}`] ?? '';
    const limits = (typed[`limits-${what}`] ?? '').trim();
    if (may !== 'yes' && may !== 'no' && may !== 'limited') continue;
    if (may === 'limited' && limits === '')
      return { field: `limits-${what}`, refused: `Say up to what limit: ${decidable[what].toLowerCase()}` };
    read[what] = { may, limits: may === 'limited' ? limits : '' };
  }
  return read;
}
