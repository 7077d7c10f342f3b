import { describe, expect, test } from 'vitest';
import { outcomes, type AppealOutcome } from '../appeal.ts';
import { dutyState, dutyStateInWords } from './duties.ts';
import { endRefused, orderOf, type EndFacts, type EndGiven } from './ending.ts';

const TODAY = '2026-11-20';
const facts = (more: Partial<EndFacts> = {}): EndFacts => ({
  ...{ stage: 'responded', ground: 'plan_contents', registeredOn: '2026-09-02', decisionSentOn: '2026-06-01' },
  responseDueOn: '2026-10-14',
  ...more,
});
const given = (more: Partial<EndGiven> = {}): EndGiven => ({
  ...{ outcome: 'consent_order', endedOn: '2026-11-02', warned: false, kinds: ['amend'], ordered: {}, words: '' },
  ...more,
});
const field = (end: EndGiven, about = facts()) => endRefused(about, end, TODAY)?.field ?? null;

describe('how an appeal is said to have ended', () => {
  test('END6: a day before the decision or the registration, or after today, or that is none, is refused', () => {
    expect(field(given())).toBeNull();
    expect(field(given({ endedOn: '2026-09-02' }))).toBeNull();
    for (const endedOn of ['2026-09-01', '2026-11-21', '2026-02-30', '', '2 November'])
      expect(field(given({ endedOn })), endedOn).toBe('endedOn');
    const unregistered = facts({ stage: 'received', registeredOn: null });
    const withdrawn = { outcome: 'withdrawn_other', warned: true, kinds: [] };
    expect(field(given({ ...withdrawn, endedOn: '2026-05-31' }), unregistered)).toBe('endedOn');
    expect(field(given({ ...withdrawn, endedOn: '2026-06-01' }), unregistered)).toBeNull();
  });

  test('END6: what is no ending, and what needs a registered appeal, is refused', () => {
    for (const outcome of ['', 'pending', 'upheld']) expect(field(given({ outcome }))).toBe('outcome');
    expect(field(given({ outcome: 'allowed' }), facts({ stage: 'received', registeredOn: null }))).toBe('outcome');
  });

  test('END2: a withdrawal needs the warning to be ticked; a day of not opposing is held against the response', () => {
    const withdrawn = given({ outcome: 'withdrawn_resolved', kinds: [] });
    expect(field(withdrawn)).toBe('warned');
    expect(field({ ...withdrawn, warned: true })).toBeNull();
    const open = facts({ stage: 'registered' });
    expect(field(given({ outcome: 'unopposed', endedOn: '2026-10-14' }), open)).toBeNull();
    expect(field(given({ outcome: 'unopposed', endedOn: '2026-10-15' }), open)).toBe('outcome');
    expect(field(given({ outcome: 'consent_order', endedOn: '2026-10-14' }), open)).toBe('outcome');
  });

  test('END6: what is ordered goes with how it ended', () => {
    expect(field(given({ kinds: [] }))).toBe('kinds');
    expect(field(given({ outcome: 'dismissed', kinds: [] }))).toBeNull();
    expect(field(given({ outcome: 'dismissed', kinds: ['amend'] }))).toBe('kinds');
    expect(field(given({ outcome: 'dismissed', kinds: ['cease'] }), facts({ ground: 'cease' }))).toBeNull();
    expect(field(given({ outcome: 'struck_out' }))).toBe('kinds');
    expect(field(given({ outcome: 'allowed', kinds: ['keep', 'keep_and_amend'] }))).toBe('kinds');
    expect(field(given({ outcome: 'remitted', kinds: ['reconsider'] }))).toBeNull();
    expect(field(given({ ordered: { 'amend 1': '2026-11-01' } }))).toBe('day-amend-1');
    expect(field(given({ ordered: { 'amend 1': 'soon' } }))).toBe('day-amend-1');
    expect(field(given({ ordered: { 'amend 1': '2026-12-01' } }))).toBeNull();
  });

  test('END6: each outcome says what sets the clock, or that nothing does', () => {
    const none = (Object.keys(outcomes) as AppealOutcome[]).filter((outcome) => orderOf[outcome] === null);
    expect(none.sort()).toEqual(['pending', 'struck_out', 'withdrawn_other', 'withdrawn_resolved']);
  });
});

test('END9: what is done on its day is in time; what is not is late from the day after; without a day it is neither', () => {
  const duty = { kind: 'amend', step: 1, dueOn: '2026-11-19', doneOn: null, doneAs: 'done' } as const;
  const words = (more: object, today = TODAY) => dutyStateInWords(dutyState({ ...duty, ...more }, today));
  expect(words({})).toBe('1 day late');
  expect(words({}, '2026-11-19')).toBe('Not yet. It is due today');
  expect(words({ doneOn: '2026-11-19' })).toBe('Done on 19 November 2026');
  expect(words({ doneOn: '2026-11-21' })).toBe('Done on 21 November 2026, 2 days late');
  expect(words({ doneOn: '2026-11-19', doneAs: 'not_needed' })).toBe('Not needed, settled on 19 November 2026');
  expect(words({ dueOn: null })).toBe('Not yet. No day is known for it');
});
