import type { CaseScope } from '#domain/access/scope.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { inWords } from '#domain/calendar/words.ts';
import { about } from '#domain/cases/about.ts';
import { closedWords } from '#domain/cases/closed-in-words.ts';
import { lastClosing } from '#domain/records/closing/close-case.server.ts';
import type { Tx } from '#server/db.ts';

/** CLO5: what a closed case says on its first page to the family and to who writes with them; null while it is open. */
export async function closedAt(tx: Tx, scope: CaseScope, child: string) {
  if (!mayAlso(scope, 'contact:see')) return null;
  const last = await lastClosing(tx, scope);
  if (!last || last.closing.openedAgainAt) return null;
  const { because, closedOn, words } = last.closing;
  // Of a child who has died nobody is spoken to as "you".
  const who = about(child, scope.role === 'young_person' && because !== 'died');
  return { on: inWords(closedOn), words, ...closedWords(because, who) };
}
