import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inDays, inWords, momentInWords } from '#domain/calendar/words.ts';
import { callsAsked } from '#domain/board/telling/call-asked.server.ts';
import { ledgerOf, recordPosted, type Served } from '#domain/board/telling/ledger.server.ts';
import { outcomes } from '#domain/board/outcomes.ts';
import { releaseGate, type GateFacts } from '#domain/board/telling/release-gate.ts';
import { releaseDecision } from '#domain/board/telling/release.server.ts';
import { gateFactsOf, recipientsOf, triesAt, type TryAt } from '#domain/board/telling/telling-facts.server.ts';
import { decidedOn, logTry, whoMayTell, type Released } from '#domain/board/telling/telling.server.ts';
import { tellerOf, waysToTell, whatCameOfIt, type CameOfIt, type WayToTell } from '#domain/board/telling/who-tells.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import type { PageServerLoad } from './$types';

const tryInWords = (names: ReadonlyMap<string, string>) => (one: TryAt) => ({
  who: names.get(one.personId) ?? 'Somebody who has left the case',
  line: `${momentInWords(one.at)}: ${one.byName}, ${waysToTell[one.how].toLowerCase()}. ${whatCameOfIt[one.cameOfIt]}.`,
  words: one.words,
});

/** X43: "sent" is what a provider took; what waits in the outbox is not sent yet, and is said so. */
const servedInWords = (one: Served, todaysDate: string) => ({
  noticeId: one.noticeId,
  personId: one.personId,
  name: one.name,
  channel: { page: 'Their page', message: 'A message with a link', post: 'The letter by post' }[one.channel],
  toPost: one.channel === 'post' && one.postedOn === null,
  known: {
    page: one.openedAt
      ? `Opened on ${momentInWords(one.openedAt)}.`
      : `Not opened yet. ${one.serveAgainOn ? `If it is still unopened on ${inWords(one.serveAgainOn)} (${inDays(one.serveAgainOn, todaysDate)}), post the letter.` : ''}`,
    message: one.sentAt
      ? `Sent on ${momentInWords(one.sentAt)}.`
      : `Not sent yet. It has waited since ${momentInWords(one.queuedAt)}.`,
    post: one.postedOn ? `Posted on ${inWords(one.postedOn)}.` : 'Print the letter and post it today.',
  }[one.channel],
});

const gateInWords = (facts: GateFacts) => {
  const { items, open, mayOverride, nextGoodDay } = releaseGate(facts);
  return {
    items: items.map(({ what, who, ok, sentence }) => ({ what, who, ok, sentence })),
    open,
    mayOverride,
    asksForWords: items.some(({ what }) => what === 'words'),
    nextGoodDay: nextGoodDay && inWords(nextGoodDay),
    statutory: facts.statutoryOn && `${inWords(facts.statutoryOn)} (${inDays(facts.statutoryOn, facts.today)})`,
  };
};

const outInWords = ({ releasedAt, appealBy, overrides, overrideWords }: Released) => ({
  on: momentInWords(releasedAt),
  appealBy: appealBy && inWords(appealBy),
  overrides: overrides ? overrides.split('\n') : [],
  overrideWords,
});

async function tellingOf(tx: Tx, scope: CaseScope) {
  const [latest] = await decidedOn(tx, scope);
  if (!latest) return null;
  const { decision, release } = latest;
  const family = await recipientsOf(tx, scope, today(now));
  const names = new Map(family.map(({ personId, name }) => [personId, name]));
  const asked = await callsAsked(tx, scope, decision.decisionId);
  return {
    decisionId: decision.decisionId,
    outcome: outcomes[decision.outcome].inWords,
    sentence: decision.sentence,
    rule: tellerOf(decision.outcome).inWords,
    family: family.map(({ personId, name, stands, because }) => ({
      personId,
      name,
      skipped: stands === 'skip',
      because,
    })),
    askFirst: release ? [] : family.flatMap(({ name, askFirst }) => (askFirst ? [`${name}: ${askFirst}`] : [])),
    tellers: await whoMayTell(tx, scope),
    me: scope.personId,
    tries: (await triesAt(tx, scope, decision.decisionId)).map(tryInWords(names)),
    asked: asked.map(({ name, at }) => `${name} asked to be rung, on ${momentInWords(at)}.`),
    gate: release ? null : gateInWords(await gateFactsOf(tx, scope, decision, now(), false)),
    out: release && outInWords(release),
    ledger: release
      ? (await ledgerOf(tx, scope, decision.decisionId)).map((one) => servedInWords(one, today(now)))
      : [],
  };
}

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return { telling: await underScope(scope, (tx) => tellingOf(tx, scope)), todaysDate: today(now) };
};

const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as [K, ...K[]];
const id = (sentence: string) => v.pipe(v.string(sentence), v.uuid(sentence));
const words = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(600, 'Use 600 characters or fewer'));
const gone = 'That decision is not on this case.';
const tryForm = v.object({
  decisionId: id(gone),
  personId: id('Choose who of the family it was'),
  by: id('Choose who spoke to them'),
  how: v.picklist(keysOf<WayToTell>(waysToTell), 'Choose how'),
  cameOfIt: v.picklist(keysOf<CameOfIt>(whatCameOfIt), 'Choose what came of it'),
  words,
});
const releaseForm = v.object({
  decisionId: id(gone),
  wordsRead: v.optional(v.literal('yes')),
  overrideWords: words,
  asked: words,
});
const postedForm = v.object({ noticeId: id('That letter is not waiting.'), postedOn: v.optional(v.string(), '') });

export const actions = actionsFor('/cases/[caseFile]/decision/tell', {
  try: async ({ request }, scope) => {
    const form = await readForm(request, tryForm);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => logTry(tx, scope, form.ok, now()));
    if (done === null) return refuseForm(form.ok, { cameOfIt: gone });
    return isRefused(done) ? refuseForm(form.ok, { [done.field]: done.refused }) : { saved: 'try' as const };
  },
  release: async ({ request }, scope) => {
    const form = await readForm(request, releaseForm);
    if ('refused' in form) return form.refused;
    const { decisionId, overrideWords, wordsRead, asked } = form.ok;
    const given = { decisionId, overrideWords, asked, wordsRead: wordsRead === 'yes' };
    const done = await underScope(scope, (tx) => releaseDecision(tx, scope, given, now()));
    const kept = { decisionId, overrideWords, asked, ...(wordsRead && { wordsRead }) };
    if (done === null) return refuseForm(kept, { release: gone });
    return isRefused(done)
      ? refuseForm(kept, { [done.field]: done.refused })
      : { saved: 'release' as const, skipped: done.skipped };
  },
  posted: async ({ request }, scope) => {
    const form = await readForm(request, postedForm);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => recordPosted(tx, scope, form.ok, dateOf(now())));
    if (done === null) return refuseForm(form.ok, { ledger: 'That letter is not waiting to be posted.' });
    return isRefused(done) ? refuseForm(form.ok, { [done.field]: done.refused }) : { saved: 'posted' as const };
  },
});
