import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { today } from '#domain/calendar/today.ts';
import { isNotDone, type ClauseForm, type NotDone } from '#domain/mediation/clauses/begin-clause.server.ts';
import { clauseKinds, legalClasses, planSections, type ClauseDetails } from '#domain/mediation/clauses/clause.ts';
import { askToCheck, checkDone } from '#domain/mediation/clauses/clause-checks.server.ts';
import {
  dropClause,
  openClauseAgain,
  putForward,
  saveClause,
} from '#domain/mediation/clauses/clause-commands.server.ts';
import { agreeToClause, takeBackClause } from '#domain/mediation/clauses/clause-sayings.server.ts';
import { lockClauseTexts, saveClauseWords, typedIn } from '#domain/mediation/clauses/clause-words.server.ts';
import { jointDocument } from '#domain/mediation/rooms/joint-document.server.ts';
import type { Tx } from '#server/db.ts';
import { now } from '#server/clock.ts';
import { field, take, words } from '../take.server.ts';

/** One of these, or null when nothing was chosen. Anything else chose nothing. */
const oneOf = <K extends string>(of: readonly K[]) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((given) => of.find((one) => one === given) ?? null),
  );
const keys = <K extends string>(of: Record<K, string>) => Object.keys(of) as K[];

const details = {
  ...{ title: words(120), body: words(200), officer: words(200), howKnown: words(1000), newWording: words(8000) },
  planSection: v.pipe(
    oneOf(planSections),
    v.transform((section) => section ?? ''),
  ),
  legalClass: oneOf(keys(legalClasses)),
  kind: oneOf(keys(clauseKinds)),
  agreedDate: v.pipe(
    field.date,
    v.transform((date) => date || null),
  ),
};
const atVersion = { version: field.count };
/** A plain form sends the words along; a page that types live does not, and what the server holds is what counts. */
const typed = { words: v.optional(v.string()), shown: v.optional(v.string(), '') };

const detailsIn = (form: ClauseDetails): ClauseDetails => {
  const { title, body, officer, planSection, newWording, legalClass, kind, agreedDate, howKnown } = form;
  return { title, body, officer, planSection, newWording, legalClass, kind, agreedDate, howKnown };
};

/** The clause a form is about: the one of its page. */
const about = (event: RequestEvent, mediationId: string, version: number): ClauseForm => ({
  mediationId,
  clauseId: event.params.clause ?? '',
  version,
});

async function keepTyped(
  scope: CaseScope,
  clause: ClauseForm,
  { words: given, shown }: { words?: string | undefined; shown: string },
): Promise<NotDone | null | 'kept'> {
  return given === undefined ? 'kept' : saveClauseWords(scope, { ...clause, words: given, shownSha256: shown });
}

/** Runs a command on the page's clause, and lets every browser know afterwards what may be typed into. */
async function onClause(
  scope: CaseScope,
  clause: ClauseForm,
  command: (tx: Tx, clause: ClauseForm) => Promise<unknown>,
): Promise<unknown> {
  const done = await underScope(scope, (tx) => command(tx, clause));
  if (done && !isNotDone(done)) await lockClauseTexts(scope, clause.mediationId);
  return done;
}

const wordsNow = async (tx: Tx, scope: CaseScope, { mediationId, clauseId }: ClauseForm): Promise<string> =>
  (await typedIn(scope, { documentId: await jointDocument(tx, scope, mediationId), clauseId })).trim();

export const clauseActs = {
  save: (event: RequestEvent, scope: CaseScope) =>
    take(event, scope, { ...details, ...atVersion, ...typed }, async (form, mediationId) => {
      const clause = about(event, mediationId, form.version);
      const kept = await keepTyped(scope, clause, form);
      if (kept !== 'kept') return kept;
      return onClause(scope, clause, (tx, at) => saveClause(tx, scope, { ...at, details: detailsIn(form) }));
    }),
  putForward: (event: RequestEvent, scope: CaseScope) =>
    take(event, scope, { ...details, ...atVersion, ...typed }, async (form, mediationId) => {
      const clause = about(event, mediationId, form.version);
      const kept = await keepTyped(scope, clause, form);
      if (kept !== 'kept') return kept;
      return onClause(scope, clause, async (tx, at) => {
        const forward = { ...at, details: detailsIn(form), words: await wordsNow(tx, scope, at) };
        return putForward(tx, scope, forward, today(now));
      });
    }),
  agree: (event: RequestEvent, scope: CaseScope) =>
    take(event, scope, { ...atVersion, sha256: v.string() }, ({ version, sha256 }, mediationId) =>
      onClause(scope, about(event, mediationId, version), (tx, at) =>
        agreeToClause(tx, scope, { ...at, sha256 }, today(now)),
      ),
    ),
  takeBack: (event: RequestEvent, scope: CaseScope) =>
    take(event, scope, atVersion, ({ version }, mediationId) =>
      onClause(scope, about(event, mediationId, version), (tx, at) => takeBackClause(tx, scope, at)),
    ),
  check: (event: RequestEvent, scope: CaseScope) =>
    take(
      event,
      scope,
      { ...atVersion, who: words(200), on: field.date, at: v.optional(v.string(), '') },
      ({ version, who, on, at: time }, mediationId) => {
        const by = isCalendarDate(on) ? momentOf(on, /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : '17:00') : null;
        return onClause(scope, about(event, mediationId, version), (tx, at) =>
          askToCheck(tx, scope, { ...at, who, by }, now()),
        );
      },
    ),
  checked: (event: RequestEvent, scope: CaseScope) =>
    take(event, scope, { ...atVersion, answer: words(1000) }, ({ version, answer }, mediationId) =>
      onClause(scope, about(event, mediationId, version), (tx, at) => checkDone(tx, scope, { ...at, words: answer })),
    ),
  openAgain: (event: RequestEvent, scope: CaseScope) =>
    take(event, scope, atVersion, ({ version }, mediationId) =>
      onClause(scope, about(event, mediationId, version), (tx, at) => openClauseAgain(tx, scope, at)),
    ),
  drop: (event: RequestEvent, scope: CaseScope) =>
    take(event, scope, { ...atVersion, because: words(500) }, ({ version, because }, mediationId) =>
      onClause(scope, about(event, mediationId, version), (tx, at) => dropClause(tx, scope, { ...at, because })),
    ),
};
