import { describe, expect, test } from 'vitest';
import { faultsIn, type NewAppeal } from './new-appeal.ts';

const today = '2026-11-20';
const given = (but: Partial<NewAppeal> = {}): NewAppeal => ({
  ...{ number: 'EH936/26/00567', childName: 'Maya Rowe', ground: 'plan_contents', sections: ['F'], issueTags: [] },
  ...{ asksHealth: false, asksSocialCare: false, appellantKind: 'parent', appellantName: '', representative: '' },
  ...{ area: '', parentalRequest: null, privateReport: null, childBornOn: null, certificateOn: null },
  ...{ decisionSentOn: '2026-06-01', registeredOn: '2026-09-02', papersOn: '2026-09-02', hearingOn: '2027-01-20' },
  ...but,
});
const faultOf = (but: Partial<NewAppeal>) => faultsIn(given(but), today);

describe('what keeps an appeal out of the register', () => {
  test('TR7: an appeal with everything goes in; so does one that the tribunal has not registered', () => {
    expect(faultOf({})).toEqual({});
    expect(faultOf({ number: '', registeredOn: null, papersOn: null, hearingOn: null })).toEqual({});
  });

  test('TR7: what is needed is asked for, number and day of registration together', () => {
    expect(faultOf({ ground: null, appellantKind: null, childName: '', decisionSentOn: null })).toMatchObject({
      ground: 'Choose what the appeal is about',
      appellantKind: 'Choose who appeals',
      childName: 'Enter the name of the child or young person',
      decisionSentOn: 'Enter the day the decision was sent',
    });
    expect(faultOf({ number: 'EH936' })).toHaveProperty('number');
    expect(faultOf({ registeredOn: null })).toHaveProperty('registeredOn');
    expect(faultOf({ number: '' })).toHaveProperty('number');
    expect(faultOf({ sections: [] })).toHaveProperty('section-B');
    expect(faultOf({ ground: 'cease', sections: [] })).toEqual({});
  });

  test('TR5: a day before the decision, one to come and one that is none are refused with their own sentence', () => {
    expect(faultOf({ registeredOn: '2026-05-31' })).toEqual({
      registeredOn: 'The day the tribunal registered it cannot be before the day the decision was sent',
    });
    expect(faultOf({ certificateOn: '2026-05-01' })).toHaveProperty('certificateOn');
    expect(faultOf({ papersOn: '2026-05-01' })).toHaveProperty('papersOn');
    expect(faultOf({ hearingOn: '2026-05-01' })).toHaveProperty('hearingOn');
    expect(faultOf({ registeredOn: '2026-11-21' })).toEqual({
      registeredOn: 'The day the tribunal registered it must be today or earlier',
    });
    expect(faultOf({ decisionSentOn: '2026-02-30' })).toEqual({
      decisionSentOn: 'Enter the day the decision was sent as a real date',
    });
    expect(faultOf({ childBornOn: '2027-01-01' })).toHaveProperty('childBornOn');
  });

  test('TR5: an appeal that was made late is never kept out', () => {
    expect(faultOf({ decisionSentOn: '2024-01-10', registeredOn: '2026-09-02' })).toEqual({});
  });

  test('TR6: health and social care cannot be asked for beside a refusal to assess, and can beside anything else', () => {
    const asks = { asksHealth: true, sections: [] };
    expect(faultOf({ ...asks, ground: 'not_assess' })).toHaveProperty('asksHealth');
    expect(faultOf({ ground: 'not_assess', sections: [], asksSocialCare: true })).toHaveProperty('asksHealth');
    for (const ground of ['no_plan', 'not_reassess', 'not_amend', 'cease'] as const)
      expect(faultOf({ ...asks, ground })).toEqual({});
  });
});
