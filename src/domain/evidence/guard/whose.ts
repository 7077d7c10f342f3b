import type { CalendarDate } from '#domain/calendar/date.ts';
import { folded } from './folded.ts';
import { standsIn, type Candidates } from './guard.ts';
import type { HeldBecause } from '../paper.ts';

/** A child of the council, as far as a paper can be known by. */
export interface Child {
  firstName: string;
  lastName: string;
  bornOn: CalendarDate;
  upn: string | null;
  nhsNumber: string | null;
}

export type Found = { what: 'name' | 'born' | 'upn' | 'nhs'; page: number };

export interface OtherChild extends Child {
  caseFileId: string;
}
export interface Match {
  caseFileId: string;
  name: string;
  found: Found[];
}

export const fullName = ({ firstName, lastName }: Pick<Child, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`;
const keyOf = (child: Child): string => folded(fullName(child));

/** Where a paper speaks of one child: by full name, by number, or by date of birth together with the last name on that page. */
function foundOf(child: Child, candidates: Candidates, foldedPages: readonly string[]): Found[] {
  const on = (what: Found['what'], pages: readonly number[] = []) => pages.map((page) => ({ what, page }));
  const withLastName = (candidates.born.get(child.bornOn) ?? []).filter((page) =>
    standsIn(foldedPages[page - 1]!, folded(child.lastName)),
  );
  return [
    ...on('name', candidates.names.get(keyOf(child))),
    ...on('born', withLastName),
    ...on('upn', child.upn ? candidates.upns.get(child.upn) : []),
    ...on('nhs', child.nhsNumber ? candidates.nhs.get(child.nhsNumber) : []),
  ];
}

/** GUARD2: whether it names this child. A family writes "Maya" and signs with the last name, so both on one page are enough. */
export function namesThisChild(child: Child, candidates: Candidates, foldedPages: readonly string[]): boolean {
  const first = folded(child.firstName);
  const last = folded(child.lastName);
  const bornOn = candidates.born.get(child.bornOn) ?? [];
  return (
    foundOf(child, candidates, foldedPages).length > 0 ||
    foldedPages.some((page, index) => standsIn(page, first) && (standsIn(page, last) || bornOn.includes(index + 1)))
  );
}

/**
 * GUARD3: what in the paper speaks of another child. A first name alone never does. What a twin or a namesake shares
 * with this child says nothing of whom the paper is about, so it is left out.
 */
export function matchOf(
  other: OtherChild,
  thisChild: Child,
  candidates: Candidates,
  foldedPages: readonly string[],
): Match | null {
  const namesake = keyOf(other) === keyOf(thisChild);
  const twin = other.bornOn === thisChild.bornOn && folded(other.lastName) === folded(thisChild.lastName);
  const found = foundOf(other, candidates, foldedPages).filter(
    ({ what }) => !(namesake && what === 'name') && !(twin && what === 'born'),
  );
  return found.length > 0 ? { caseFileId: other.caseFileId, name: fullName(other), found } : null;
}

/** Why an officer must look before anybody reads it, or null. A paper without a word is let through, and is said to be. */
export function heldFor(
  named: boolean,
  others: number,
  tells: number,
  foldedPages: readonly string[],
): HeldBecause | null {
  if (others > 0) return 'other_child';
  if (tells > 0) return 'hidden_place';
  return named || foldedPages.every((page) => page === '') ? null : 'no_match';
}
