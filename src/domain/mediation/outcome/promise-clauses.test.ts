import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { keepPromise } from '#domain/contact/promises/promise-commands.server.ts';
import { promisesOf } from '#domain/contact/promises/promises.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import type { AgreedClause, AgreementText } from '../agreement/agreement.ts';
import { stepsOf } from './clause-steps.ts';
import { promiseClauses } from './promise-clauses.server.ts';

const clause = (number: number, over: Partial<AgreedClause> = {}): AgreedClause => ({
  number,
  title: 'Speech',
  words: 'Speech therapy twice a week, written into section F.',
  body: 'Meadowshire Council',
  officer: 'Priya Shah',
  officerId: null,
  planSection: 'F',
  newWording: '',
  legalClass: 'appealable',
  kind: 'change_contents',
  agreedDate: null,
  howKnown: 'The changed plan says so',
  ...over,
});
const textOf = (clauses: AgreedClause[], kind: AgreementText['kind'] = 'mediation'): AgreementText => ({
  ...{ reference: 'M-1', kind, child: 'Maya', council: 'Meadowshire', provider: 'Level Ground', ledBy: 'Sam Okoro' },
  ...{ metOn: '2026-11-20', clauses, leftOver: [], signers: [] },
});

describe('the steps of an agreement', () => {
  test('PRO1: each step of each clause is one promise, with its own date and where the date comes from', () => {
    const steps = stepsOf(textOf([clause(1), clause(2, { kind: 'assess' })]), '2026-11-23');
    expect(steps.map(({ clauseNumber, step, dueOn }) => [clauseNumber, step, dueOn])).toEqual([
      [1, 1, '2026-12-28'],
      [2, 1, '2026-12-07'],
      [2, 2, '2027-02-01'],
      [2, 3, '2027-03-01'],
    ]);
    expect(steps[0]).toMatchObject({ words: clause(1).words, ownerName: 'Priya Shah' });
    expect(steps[0]!.dueSource).toContain('regulation 42(2)');
    expect(steps[1]!.words).toContain(clause(1).words);
    expect(new Set(steps.slice(1).map(({ words }) => words)).size).toBe(3);
  });

  test('PRO1: another date agreed in writing is the date, and a clause of early resolution without one has none', () => {
    const agreed = clause(1, { legalClass: 'other_date', kind: null, agreedDate: '2027-01-15' });
    expect(stepsOf(textOf([agreed]), '2026-11-23').map(({ dueOn }) => dueOn)).toEqual(['2027-01-15']);
    const none = stepsOf(textOf([clause(1)], 'early_resolution'), '2026-11-23');
    expect(none).toMatchObject([{ step: 1, dueOn: null, dueSource: 'No date was agreed in writing.' }]);
  });
});

describe('an agreement becomes promises', () => {
  let db: TestDatabase;
  let made: TestMediation;
  let scope: CaseScope<'promise:keep'>;
  beforeAll(async () => {
    db = await freshDatabase();
    made = await makeMediation(db);
    scope = (await scopeFor(made.manager, made.caseFileId, 'promise:keep')) as CaseScope<'promise:keep'>;
  });
  afterAll(() => db.close());

  const drawUp = async (number: number, text: AgreementText) => {
    const agreementId = v7();
    await db.owner`insert into agreement (council_id, case_file_id, agreement_id, mediation_id, number, text, sha256, history_head, drawn_up_by)
      values (${made.councilId}, ${made.caseFileId}, ${agreementId}, ${made.mediationId}, ${number}, ${db.owner.json(text as never)}, 'x', 'x', ${made.mediator.personId})`;
    return agreementId;
  };
  const make = (agreementId: string, text: AgreementText, t0: string) =>
    underScope(scope, (tx) => promiseClauses(tx, scope, { agreementId, text, t0 }));
  const all = (today: string) => underScope(scope, (tx) => promisesOf(tx, scope, today));

  test('PRO1 X28: signed twice at once, it is promised once', async () => {
    const text = textOf([clause(1), clause(2, { words: 'A visit to the school.' })]);
    const agreementId = await drawUp(1, text);
    const counts = await Promise.all([make(agreementId, text, '2026-10-05'), make(agreementId, text, '2026-10-05')]);
    expect(counts.sort()).toEqual([0, 2]);
    expect(await all('2026-10-06')).toHaveLength(2);
  });

  test('PRO1: a later agreement takes the place of what was not done, and of nothing that was', async () => {
    const [first] = await all('2026-10-06');
    await underScope(scope, (tx) =>
      keepPromise(
        tx,
        scope,
        first!.promiseId,
        { on: '2026-10-06', words: 'The plan was sent.' },
        new Date('2026-10-07'),
      ),
    );
    const text = textOf([clause(1, { words: 'Speech therapy three times a week.' })]);
    await make(await drawUp(2, text), text, '2026-10-12');
    expect((await all('2026-10-13')).map(({ state }) => state.is).sort()).toEqual(['kept', 'open', 'replaced']);
  });
});
