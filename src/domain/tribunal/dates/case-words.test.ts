import { describe, expect, test } from 'vitest';
import { about } from '#domain/cases/about.ts';
import { outcomes, stages } from '../appeal.ts';
import { agreedEarly, endForBoth, meanwhileByLaw, stageForBoth } from './case-words.ts';

const early = {
  stage: 'registered',
  ground: 'plan_contents',
  responseOn: '2026-10-14',
  asksHealth: false,
  asksSocialCare: false,
} as const;

describe('how an appeal can end by agreeing', () => {
  test('TRD12: until the response is due the council need not oppose it; then an order by consent; never withdrawing first', () => {
    const [unopposed, consent, withdraw, ...more] = agreedEarly(early, '2026-10-01', 'family');
    expect(unopposed).toMatch(/^Until Wednesday 14 October 2026.*counts as decided for you/);
    expect(consent).toMatch(/consent order.*can say no/);
    expect(withdraw).toMatch(/no order.*Do not withdraw before you have the agreed plan in your hands\./);
    expect(more).toEqual([]);
  });
  test.each([
    ['the council has responded', { ...early, stage: 'responded' as const }, '2026-10-01'],
    ['the day of the response has passed', early, '2026-10-15'],
  ])('TRD12: once %s, only the order by consent is left', (_, facts, today) => {
    const lines = agreedEarly(facts, today, 'family');
    expect(lines[0]).toContain('consent order');
    expect(lines.join(' ')).not.toContain('does not oppose');
  });
  test('TRD12: what was asked about health or social care is agreed before the education part ends', () => {
    const lines = agreedEarly({ ...early, asksHealth: true, asksSocialCare: true }, '2026-10-01', 'council');
    expect(lines.at(-1)).toContain('Agree about health and social care in writing before the education part ends.');
    expect(lines.join(' ')).not.toMatch(/\byou\b/);
    expect(agreedEarly({ ...early, stage: 'closed' }, '2026-10-01', 'family')).toEqual([]);
    expect(agreedEarly({ ...early, ground: 'not_assess' }, '2026-10-01', 'family').join(' ')).toContain(
      'the council’s new decision in writing',
    );
  });
});

test('TRD13: with a plan its help goes on; without one the school still does its best', () => {
  expect(meanwhileByLaw('plan_contents', about('Maya', false))).toContain('Nothing in Maya’s plan stops');
  expect(meanwhileByLaw('cease', about('Maya', true))).toContain('Nothing in your plan stops');
  expect(meanwhileByLaw('not_assess', about('Maya', false))).toMatch(/no plan.*give Maya the help/);
});

test('TRD11: every stage and every end has words both sides can read, and none of them is the council’s “we”', () => {
  for (const stage of Object.keys(stages) as (keyof typeof stages)[])
    expect(stageForBoth[stage]).toMatch(/^The |^Both |^All /);
  for (const outcome of Object.keys(outcomes) as (keyof typeof outcomes)[])
    if (outcome !== 'pending') expect(endForBoth[outcome]).toMatch(/^(The|Both) /);
  expect(Object.values({ ...stageForBoth, ...endForBoth }).join(' ')).not.toMatch(/\b(we|our|us)\b/i);
});
