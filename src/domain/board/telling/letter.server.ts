import type { CaseScope } from '#domain/access/scope.ts';
import { mayAlso } from '#domain/access/offer.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { adultFor } from '#domain/cases/adults.server.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { councilById } from '#domain/people/councils.server.ts';
import type { Tx } from '#server/db.ts';
import { decisionView } from '../desk/decision-view.server.ts';
import { familySees, knowsBefore } from './family-sees.server.ts';
import { letterOf, type LetterBlock } from './letter.ts';
import { recipientsOf } from './telling-facts.server.ts';
import { decidedOn, type Decided, type Released } from './telling.server.ts';

export interface Letter {
  reference: string;
  /** Their name and where they live, line by line, to be posted; null where it is not known or not the reader's to see. */
  address: string[] | null;
  blocks: LetterBlock[];
}

/**
 * The letter of the decision that is out, to the reader, or for an officer to whoever is named. Null while there is none,
 * and for a family member who has not chosen to read the decision yet. Recorded as read.
 */
export async function letterFor(
  tx: Tx,
  scope: CaseScope,
  today: CalendarDate,
  to: string | null,
): Promise<Letter | null> {
  const out = await outFor(tx, scope, today);
  if (!out) return null;
  await recordLook(tx, scope, 'decision.letter_opened', out.decision.decisionId);
  const wanted = scope.side === 'family' ? scope.personId : to;
  const family = await recipientsOf(tx, scope, today);
  const named = family.find(({ personId, stands }) => personId === wanted && stands === 'send');
  const letter = await letterTo(tx, scope, out, today, named?.name ?? null);
  return { ...letter, address: named ? await addressOf(tx, scope, named.personId) : null };
}

/** TELL14: where somebody lives stands on their own letter, for themselves and the officer who posts it, and nobody else. */
async function addressOf(tx: Tx, scope: CaseScope, personId: string): Promise<string[] | null> {
  if (scope.personId !== personId && !mayAlso(scope, 'adult:see')) return null;
  const adult = await adultFor(tx, scope, personId);
  if (!adult || adult.endedAt || adult.address.trim() === '') return null;
  const lines = adult.address.split(adult.address.includes('\n') ? '\n' : ',');
  return [adult.fullName, ...lines.map((line) => line.trim()).filter(Boolean)];
}

/** A decision with its release. */
export interface Out {
  decision: Decided;
  release: Released;
}

/** The letter to one of the family, or to nobody in particular. */
export async function letterTo(
  tx: Tx,
  scope: CaseScope,
  out: Out,
  today: CalendarDate,
  name: string | null,
): Promise<Letter> {
  const view = await decisionView(tx, scope, out, today);
  const { reference } = await caseBar(tx, scope, today);
  const { name: council } = await councilById(scope.councilId);
  return { reference, address: null, blocks: letterOf(view, { council, name, reference }) };
}

async function outFor(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<Out | null> {
  if (knowsBefore(scope)) {
    const out = (await decidedOn(tx, scope)).find(({ release }) => release !== null);
    return out?.release ? { decision: out.decision, release: out.release } : null;
  }
  const sees = await familySees(tx, scope, today);
  return sees.state === 'told' && (sees.openedAt !== null || !mayAlso(scope, 'plan:write')) ? sees : null;
}
