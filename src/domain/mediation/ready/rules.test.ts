import { describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { agreementToMediate, whatItIs } from './agreement-to-mediate.ts';
import { nobodyCan, notReadyInWords, readAuthority, wanted, whoCan, type WhoDecides } from './authority.ts';
import { mayEnter, notYet } from './may-enter.ts';
import { stepsOf, type ReadyFacts } from './steps.ts';
import { readHours, readTime } from './times.ts';
import { isTheirs, mayAllow, mayBring, sideOfComing, speaksFor, waitsForWhom, waitsInWords } from './who-may-add.ts';

describe('times', () => {
  const hours = (on: string, startsAt = '10:00', endsAt = '12:00') => readHours({ on, startsAt, endsAt }, '2026-11-23');
  const wrong = (...given: Parameters<typeof hours>) => {
    const read = hours(...given);
    return isRefused(read) ? `${read.field}: ${read.refused}` : 'taken';
  };

  test('RDY3: are read as people write them', () => {
    expect(['9.30', '09:30', '9:30', '23:59'].map(readTime)).toEqual(['09:30', '09:30', '09:30', '23:59']);
    expect(['24:00', '10', '10:60', '', 'ten'].map(readTime)).toEqual([null, null, null, null, null]);
    expect(hours('2026-11-23', '9.30', '11')).toMatchObject({ field: 'endsAt' });
    expect(hours('2026-11-23', '9.30', '11.00')).toEqual({ on: '2026-11-23', startsAt: '09:30', endsAt: '11:00' });
  });

  test('RDY3: a wrong date has a sentence: no day, over, too far, and an end that is none', () => {
    expect(wrong('2026-02-30')).toBe('on: Enter the day');
    expect(wrong('')).toBe('on: Enter the day');
    expect(wrong('2026-11-22')).toBe('on: That day is over. Enter a day to come');
    expect(wrong('2027-11-24')).toBe('taken');
    expect(wrong('2027-11-25')).toBe('on: Enter a day within a year');
    expect(wrong('2026-12-01', '12:00', '12:00')).toBe('endsAt: It must end after it starts');
    expect(wrong('2026-12-01', 'noon')).toBe('startsAt: Enter when it starts, like 10:00');
  });
});

describe('who may bring whom', () => {
  test('RDY4: each side its own; the child with the family’s and the lead’s yes; others with either', () => {
    expect(mayBring('family')).not.toContain('decides');
    expect(mayBring('council')).not.toContain('child');
    for (const place of ['family', 'council', 'lead'] as const)
      for (const one of ['mediator', 'facilitator'] as const) expect(mayBring(place)).not.toContain(one);
    expect(waitsForWhom('family', 'supporter')).toBeNull();
    expect(waitsForWhom('council', 'advises')).toBeNull();
    expect(waitsForWhom('family', 'child')).toBe('lead');
    expect(waitsForWhom('lead', 'child')).toBe('family');
    expect(waitsForWhom('family', 'health')).toBe('lead_or_council');
    expect(waitsForWhom('council', 'social_care')).toBe('lead_or_family');
    expect(waitsForWhom('lead', 'health')).toBeNull();
    expect(waitsForWhom('family', 'interpreter')).toBeNull();
  });

  test('RDY4: a yes counts only from whom it waits for, and never from who asked', () => {
    expect((['family', 'council', 'lead'] as const).map((place) => mayAllow(place, 'lead_or_council'))).toEqual([
      false,
      true,
      true,
    ]);
    expect(mayAllow('lead', null)).toBe(false);
    expect(waitsInWords('lead_or_council', 'early_resolution')).toBe('the dispute resolution officer or the council');
  });

  test('RDY4: a supporter does not speak for the family; what is whose', () => {
    expect(speaksFor('family', { comingAs: 'supporter' })).toBe(false);
    expect(speaksFor('family', { comingAs: 'party' })).toBe(true);
    expect(speaksFor('council', { comingAs: 'advises' })).toBe(true);
    const jo = { personId: 'jo', side: 'family', comingAs: 'supporter', addedBy: 'dana' } as const;
    const voice = { personId: null, side: 'neutral', comingAs: 'interpreter', addedBy: 'dana' } as const;
    const sam = { personId: 'sam', side: 'neutral', comingAs: 'mediator', addedBy: 'priya' } as const;
    expect([isTheirs('family', 'dana', jo), isTheirs('council', 'priya', jo), isTheirs('lead', 'sam', jo)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([
      isTheirs('family', 'dana', voice),
      isTheirs('council', 'priya', voice),
      isTheirs('lead', 'sam', voice),
    ]).toEqual([true, false, true]);
    expect([isTheirs('council', 'priya', sam), isTheirs('lead', 'sam', sam)]).toEqual([false, true]);
    expect((['party', 'child', 'advises', 'health'] as const).map(sideOfComing)).toEqual([
      'family',
      'family',
      'council',
      'neutral',
    ]);
  });
});

describe('who can say yes', () => {
  const ruth: WhoDecides = { name: 'Ruth', coming: 'yes', authority: { change: { may: 'yes', limits: '' } } };
  const tom: WhoDecides = {
    name: 'Tom',
    coming: 'not_said',
    authority: { funding: { may: 'limited', limits: '£5,000 a year' }, placement: { may: 'no', limits: '' } },
  };

  test('RDY5: what nobody who comes can say yes to is named; "no", no word and not coming are the same', () => {
    expect(nobodyCan([ruth, tom], 'plan_contents')).toEqual(['placement']);
    expect(nobodyCan([{ ...ruth, coming: 'no' }, tom], 'plan_contents')).toEqual(['change', 'placement']);
    expect(nobodyCan([], 'not_assess')).toEqual(['assess']);
    expect(wanted(null)).toHaveLength(5);
    expect(whoCan([ruth, tom], 'funding')).toEqual([{ name: 'Tom', limits: '£5,000 a year' }]);
    expect(notReadyInWords([])).toBeNull();
    expect(notReadyInWords(['assess'])).toBe('Not ready: nobody can say yes to assessing.');
    expect(notReadyInWords(['change', 'placement', 'funding'])).toBe(
      'Not ready: nobody can say yes to changing the help in the plan (B or F), naming a school or spending money.',
    );
  });

  test('RDY5: a limit needs words, and words without a limit are left out', () => {
    expect(readAuthority({ 'may-funding': 'limited', 'limits-funding': ' ' })).toMatchObject({
      field: 'limits-funding',
      refused: 'Say up to what limit: to spend money',
    });
    expect(readAuthority({ 'may-assess': 'yes', 'limits-assess': 'x', 'may-issue': 'perhaps' })).toEqual({
      assess: { may: 'yes', limits: '' },
    });
  });
});

describe('before the rooms', () => {
  test('RDY6 RDY2: everybody agrees for themselves; a mediator says that they are independent instead', () => {
    const at = new Date(0);
    const dana = { comingAs: 'party', agreedToMediateAt: null, independentAt: null } as const;
    expect(notYet(dana)).toBe('agree');
    expect(mayEnter({ ...dana, agreedToMediateAt: at })).toBe(true);
    expect(notYet({ ...dana, comingAs: 'mediator', agreedToMediateAt: at })).toBe('independence');
    expect(mayEnter({ ...dana, comingAs: 'mediator', independentAt: at })).toBe(true);
    expect(notYet({ ...dana, comingAs: 'facilitator', independentAt: at })).toBe('agree');
  });

  test('RDY6 MED4: both kinds say what they are in six sentences, and never call early resolution mediation', () => {
    for (const kind of ['mediation', 'early_resolution'] as const) {
      expect(whatItIs[kind]).toHaveLength(6);
      for (const line of [...whatItIs[kind], ...agreementToMediate[kind]])
        for (const sentence of line.split('. ')) expect(sentence.split(' ').length).toBeLessThanOrEqual(22);
    }
    expect(whatItIs.early_resolution.join(' ')).toContain('works for the council');
    expect(agreementToMediate.early_resolution.join(' ')).not.toMatch(/mediat/i);
  });

  test('RDY8: the list says what is done and what is left, with names', () => {
    const facts: ReadyFacts = {
      ...{ kind: 'mediation', lead: null, leadReady: false, meets: null, notReady: null, exchanged: false },
      ...{ notAgreed: ['Dana', 'Priya'], ownWords: 'none', saidComing: true },
    };
    expect(stepsOf(facts).map(({ done, words }) => `${done ? 'x' : ' '} ${words}`)).toEqual([
      '  Find a mediator',
      '  Find a day',
      'x You said if you come',
      'x Somebody can say yes for the council',
      '  Still to say yes to how it works: Dana and Priya',
      '  Write what you hope for',
    ]);
    const words = (change: Partial<ReadyFacts>) => stepsOf({ ...facts, ...change }).map((step) => step.words);
    expect(words({ lead: 'Sam' })[0]).toBe('Sam has not yet said that they are independent');
    expect(words({ lead: 'Sam', leadReady: true })[0]).toBe('Sam leads it');
    expect(words({ ownWords: 'written' }).at(-1)).toBe('Say when your words may be exchanged');
    expect(words({ ownWords: 'may_exchange' }).at(-1)).toBe('Your words wait for the other side');
    expect(words({ ownWords: null }).at(-1)).toBe('The sides exchange their words');
    expect(words({ exchanged: true }).at(-1)).toContain('Both sides have read');
  });
});
