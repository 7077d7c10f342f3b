import { expect, test } from 'vitest';
import {
  endingOf,
  isAppealNumber,
  outcomes,
  readAppealNumber,
  stageAfter,
  stages,
  type AppealOutcome,
  type AppealStage,
} from './appeal.ts';

const everyStage = Object.keys(stages) as AppealStage[];
const everyOutcome = Object.keys(outcomes) as AppealOutcome[];

test('TR1: each step leads to its stage, and steps may be left out', () => {
  expect(stageAfter('received', 'register')).toBe('registered');
  expect(stageAfter('registered', 'respond')).toBe('responded');
  expect(stageAfter('responded', 'close_evidence')).toBe('evidence_closed');
  expect(stageAfter('evidence_closed', 'send_bundle')).toBe('bundle_sent');
  expect(stageAfter('bundle_sent', 'hear')).toBe('heard');
  expect(stageAfter('responded', 'hear')).toBe('heard');
});

test('TR1: a step written down late moves nothing back, and nothing is done before it is registered', () => {
  expect(stageAfter('bundle_sent', 'respond')).toBe('bundle_sent');
  expect(stageAfter('heard', 'close_evidence')).toBe('heard');
  for (const act of ['respond', 'close_evidence', 'send_bundle', 'hear'] as const)
    expect(stageAfter('received', act)).toBeNull();
  expect(stageAfter('responded', 'register')).toBeNull();
});

test('TR1: any open appeal can close; one that ended takes nothing but the tribunal’s reopening', () => {
  for (const stage of everyStage) expect(stageAfter(stage, 'close')).toBe(stage === 'closed' ? null : 'closed');
  for (const stage of everyStage) expect(stageAfter(stage, 'reopen')).toBe(stage === 'closed' ? 'registered' : null);
  for (const act of ['register', 'respond', 'hear'] as const) expect(stageAfter('closed', act)).toBeNull();
});

test('TR2: what each outcome did, and for whom', () => {
  const said = everyOutcome.map((outcome) => [outcome, endingOf(outcome).orderEffect, endingOf(outcome).favoured]);
  expect(said).toEqual([
    ['pending', null, null],
    ['unopposed', null, 'family'],
    ['consent_order', null, 'both'],
    ['withdrawn_resolved', null, 'both'],
    ['withdrawn_other', null, 'neither'],
    ['struck_out', null, 'neither'],
    ['allowed', 'allowed', 'family'],
    ['allowed_in_part', 'allowed_in_part', 'both'],
    ['dismissed', 'dismissed', 'council'],
    ['remitted', null, 'neither'],
  ]);
  expect(Object.values(outcomes).map(({ words }) => words)).not.toContainEqual(expect.stringMatching(/upheld/i));
});

test('TR4: a number is kept in one form, however it was typed', () => {
  for (const typed of ['EH936/23/00567', 'eh936/23/00567', ' Eh 936 / 23 / 00567 ', '\u00a0EH936/23/00567\t'])
    expect(readAppealNumber(typed)).toBe('EH936/23/00567');
  expect(isAppealNumber('EH936/23/00567')).toBe(true);
  expect(isAppealNumber('eh936/23/00567')).toBe(false);
});

test('TR4 H17: anything else is no number, however long', () => {
  for (const typed of ['', 'EH93/23/00567', 'EH936/23/0567', 'EH936/2023/00567', 'XX936/23/00567', 'EH936/23/005678'])
    expect(readAppealNumber(typed)).toBeNull();
  const startedMs = performance.now();
  expect(readAppealNumber(' '.repeat(100_000) + 'EH936/23/00567')).toBeNull();
  expect(performance.now() - startedMs).toBeLessThan(50);
});
