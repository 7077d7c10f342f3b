import { describe, expect, test } from 'vitest';
import { clauseText, looseWords, whyVague, type ClauseContent } from './clause.ts';

const today = '2026-11-24';
const whole: ClauseContent = {
  ...{ title: 'Speech therapy', words: 'Thirty minutes every Tuesday.', body: 'Surrey County Council' },
  ...{ officer: 'Priya Shah', howKnown: 'The school writes it down each week.' },
  ...{ planSection: 'F', newWording: 'Thirty minutes each week in term time.' },
  ...{ legalClass: 'appealable', kind: 'change_contents', agreedDate: null },
};
const empty: ClauseContent = {
  ...{ title: '', words: '', body: '', officer: '', howKnown: '', planSection: '', newWording: '' },
  ...{ legalClass: null, kind: null, agreedDate: null },
};
const vague = (over: Partial<ClauseContent>, early = false) =>
  Object.keys(whyVague({ ...whole, ...over }, today, early)).sort();

describe('a clause says who, what, by when and how everyone will know', () => {
  test('CL6: nothing is asked of one that says it all', () => {
    expect(whyVague(whole, today, false)).toEqual({});
  });

  test('CL6: each thing that is missing has a sentence beside its own field', () => {
    const asked = whyVague(empty, today, false);
    expect(Object.keys(asked).sort()).toEqual(['body', 'howKnown', 'legalClass', 'officer', 'title', 'words']);
    expect(Object.values(asked).every((sentence) => /^[A-Z].{10,}/.test(sentence))).toBe(true);
  });

  test('CL6: by when is a kind the law knows, or a date that is not over', () => {
    expect(vague({ kind: null })).toEqual(['kind']);
    expect(vague({ legalClass: 'not_appealable', kind: null, planSection: '', newWording: '' })).toEqual([]);
    const own = { legalClass: 'other_date', kind: null } as const;
    expect(vague({ ...own, agreedDate: null })).toEqual(['agreedDate']);
    expect(vague({ ...own, agreedDate: '2026-02-30' })).toEqual(['agreedDate']);
    expect(vague({ ...own, agreedDate: '2026-11-23' })).toEqual(['agreedDate']);
    expect(vague({ ...own, agreedDate: today })).toEqual([]);
  });

  test('CL3: early resolution asks for a date and for nothing else', () => {
    expect(vague({ legalClass: null, kind: null, agreedDate: null }, true)).toEqual(['agreedDate']);
    expect(vague({ legalClass: 'other_date', kind: null, agreedDate: today }, true)).toEqual([]);
  });

  test('CL6: changing the plan names its section and what it will say', () => {
    expect(vague({ planSection: '' })).toEqual(['planSection']);
    expect(vague({ newWording: '' })).toEqual(['newWording']);
  });

  test('CL6: what is health’s or social care’s is not called appealable', () => {
    expect(vague({ planSection: 'G' })).toEqual(['legalClass']);
    expect(vague({ planSection: 'G', legalClass: 'not_appealable', kind: null })).toEqual([]);
  });

  test('CL6: loose words are pointed at and never refused', () => {
    expect(looseWords('We will meet as soon as possible, and regularly.')).toEqual([
      'as soon as possible',
      'regularly',
    ]);
    expect(looseWords('Thirty minutes every Tuesday.')).toEqual([]);
    expect(vague({ words: 'As soon as possible.' })).toEqual([]);
  });

  test('CL8: the fingerprint covers everything both sides agree to', () => {
    const texts = Object.keys(whole).map((field) => clauseText({ ...whole, [field]: 'x' }));
    expect(new Set([clauseText(whole), ...texts]).size).toBe(Object.keys(whole).length + 1);
  });
});
