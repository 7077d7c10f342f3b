import { inShort } from '#domain/calendar/words.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { forgettable, reasonsToForget, whatGoes } from '#domain/records/erasure/erasure.ts';
import type { WaitingErasure } from '#domain/records/erasure/ask.server.ts';
import type { Counted } from '#domain/records/erasure/forget.server.ts';
import { heldInWords, reasonsToHold, type ReasonToHold } from '#domain/records/holds/holds.ts';
import type { HeldCase, KeptCase } from '#domain/records/retention/kept.server.ts';
import { countedFromInWords, isDue, recordClasses, type RetentionRule } from '#domain/records/retention/rules.ts';

export const ruleInWords = (rule: RetentionRule) => ({
  class: rule.class,
  label: recordClasses[rule.class],
  kept: `${rule.years} years from ${countedFromInWords[rule.countedFrom]}`,
  source: rule.source,
  set: rule.set
    ? `Set on ${inShort(dateOf(rule.set.at))}${rule.set.byName ? ` by ${rule.set.byName}` : ''}`
    : 'Not set by this council yet',
});

export const caseInWords = (one: KeptCase, today: string) => ({
  caseFileId: one.caseFileId,
  reference: one.reference,
  class: recordClasses[one.class],
  due: one.forgotten
    ? 'Was forgotten'
    : one.dueOn === null
      ? 'Not counted yet: the case is not closed'
      : `${isDue(one.dueOn, today) ? 'Since' : 'From'} ${inShort(one.dueOn)}`,
  isDue: isDue(one.dueOn, today),
  forgotten: one.forgotten,
  held: [...new Set(one.held.map(heldInWords))],
});

export const holdInWords = (hold: HeldCase, me: string) => ({
  legalHoldId: hold.legalHoldId,
  caseFileId: hold.caseFileId,
  why: reasonsToHold[hold.why as ReasonToHold],
  words: hold.words,
  placed: `${hold.byName ?? 'Somebody'}, ${inShort(dateOf(hold.at))}`,
  mine: hold.by === me,
});

export const erasureInWords = (one: WaitingErasure, me: string) => ({
  erasureId: one.erasureId,
  caseFileId: one.caseFileId,
  what: forgettable[one.what],
  why: reasonsToForget[one.why],
  words: one.words,
  asked: `${one.askedByName ?? 'Somebody'}, ${inShort(dateOf(one.at))}`,
  mine: one.askedBy === me,
  ...whatGoes[one.what],
});

export const doneInWords = (one: WaitingErasure) => ({
  erasureId: one.erasureId,
  what: forgettable[one.what],
  why: reasonsToForget[one.why],
  done: one.doneAt ? inShort(dateOf(one.doneAt)) : '',
  counted: one.counted,
});

export const countedInWords = (held: readonly Counted[]): string[] => held.map(({ what, many }) => `${many} ${what}`);

export const options = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));
