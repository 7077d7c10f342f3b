import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aClause, as, clauseNow, done, sayYes, speechTherapy } from '../../../../tests/support/clauses.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { whyNotThen } from './check.ts';
import { askToCheck, checkDone, clauseChecksRound } from './clause-checks.server.ts';
import { saveClause } from './clause-commands.server.ts';

const HOUR_MS = 3_600_000;
const later = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
let db: TestDatabase;
let made: TestMediation;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => void (made = await makeMediation(db)));

const about = (clauseId: string, version = 2) => ({ mediationId: made.mediationId, clauseId, version });
const ask = (clauseId: string, who: string, by: Date | null = later(24), person = made.officer) =>
  as(person, made, (tx, scope) => askToCheck(tx, scope, { ...about(clauseId), who, by }, new Date()));
const lapse = (clauseId: string) =>
  db.owner`update clause set check_by = now() - interval '1 minute' where clause_id = ${clauseId}`;
const raised = async () =>
  db.owner`select action, actor_id from history where action = 'clause.check_passed' and target = ${made.mediationId}`;
const messages = () =>
  db.owner<{ to: string; body: string; subject: string }[]>`select "to", subject, body from outbox order by outbox_id`;
const addressOf = async (personId: string) =>
  (await db.owner<{ at: string }[]>`select coalesce(email, mobile) as at from person where person_id = ${personId}`)[0]!
    .at;

describe('I’ll need to check', () => {
  test('CL10: stops the clause for both, says who is asked and by when, and undoes one’s own yes', async () => {
    const clauseId = await aClause(made);
    done(await sayYes(made, made.manager, clauseId));
    const by = later(24);
    done(await ask(clauseId, 'Ruth Adeyemi', by));
    done(await ask(clauseId, 'Ruth Adeyemi', by));
    for (const person of [made.parent, made.mediator, made.manager])
      expect((await clauseNow(made, clauseId, person)).check).toMatchObject({
        side: 'council',
        who: 'Ruth Adeyemi',
        by,
      });
    expect((await clauseNow(made, clauseId)).agreedBy).toEqual([]);
    expect(await sayYes(made, made.parent, clauseId)).toMatchObject({
      errors: { form: expect.stringContaining('waits until Ruth Adeyemi') },
    });
    const save = await as(made.parent, made, (tx, scope) =>
      saveClause(tx, scope, { ...about(clauseId), details: { ...speechTherapy, title: 'Other' } }),
    );
    expect(save).toMatchObject({ errors: { form: expect.stringContaining('waits until Ruth Adeyemi') } });
  });

  test('CL10: it needs a name, and a time to come that is not years away', async () => {
    const clauseId = await aClause(made);
    expect(await ask(clauseId, '', null)).toMatchObject({
      errors: { who: expect.any(String), on: expect.any(String) },
    });
    expect(await ask(clauseId, 'Ruth Adeyemi', later(-1))).toMatchObject({ errors: { on: expect.any(String) } });
    const now = new Date('2026-11-24T10:00:00Z');
    expect(whyNotThen(new Date('2026-11-24T10:00:00Z'), now)).toContain('still to come');
    expect(whyNotThen(new Date('2027-01-23T10:00:00Z'), now)).toBeNull();
    expect(whyNotThen(new Date('2027-01-23T10:01:00Z'), now)).toContain('next 60 days');
  });

  test('CL10: it goes on when the side that asked says so, or whoever leads, and never by the other side', async () => {
    const clauseId = await aClause(made);
    done(await ask(clauseId, 'Ruth Adeyemi'));
    const go = (person = made.officer) =>
      as(person, made, (tx, scope) => checkDone(tx, scope, { ...about(clauseId), words: 'Ruth says yes.' }));
    expect(await go(made.parent)).toMatchObject({ errors: { form: expect.any(String) } });
    expect(await ask(clauseId, 'Jo Rowe', later(1), made.parent)).toMatchObject({
      errors: { form: expect.any(String) },
    });
    expect(
      await as(made.mediator, made, (tx, scope) =>
        askToCheck(tx, scope, { ...about(clauseId), who: 'X', by: later(1) }, new Date()),
      ),
    ).toMatchObject({ errors: { form: expect.any(String) } });
    done(await go());
    done(await go());
    const now = await clauseNow(made, clauseId);
    expect(now).toMatchObject({ state: 'draft', check: null });
    expect(now.said.council).toMatchObject({ says: 'checked', words: 'Ruth says yes.', name: 'Priya Shah' });
    done(await ask(clauseId, 'Ruth Adeyemi'));
    done(await go(made.mediator));
    expect((await clauseNow(made, clauseId)).state).toBe('draft');
  });
});

describe('when the time has passed', () => {
  const go = () => clauseChecksRound.go(made.councilId);

  test('CL11: whoever leads and the person named are told once, that there is something and not what', async () => {
    const clauseId = await aClause(made);
    done(await ask(clauseId, 'ruth adeyemi'));
    expect(await go()).toBe(0);
    await lapse(clauseId);
    expect(await go()).toBe(1);
    expect(await go()).toBe(0);
    expect((await clauseNow(made, clauseId, made.parent)).check?.raisedAt).toBeInstanceOf(Date);
    expect(await raised()).toHaveLength(1);
    const sent = await messages();
    const expected = [await addressOf(made.manager.personId), await addressOf(made.mediator.personId)];
    expect(
      sent
        .map(({ to }) => to)
        .filter((to) => expected.includes(to))
        .sort(),
    ).toEqual(expected.sort());
    const told = sent.map(({ subject, body }) => subject + body).join();
    expect(told).not.toMatch(/speech|clause|Maya|Ruth/i);
  });

  test('CL11: when the person named is not in the mediation, whoever said they would ask is told instead', async () => {
    const clauseId = await aClause(made);
    done(await ask(clauseId, 'The head of service'));
    await lapse(clauseId);
    const before = (await messages()).length;
    expect(await go()).toBe(1);
    expect(
      (await messages())
        .slice(before)
        .map(({ to }) => to)
        .sort(),
    ).toEqual([await addressOf(made.officer.personId), await addressOf(made.mediator.personId)].sort());
  });

  test('CL11: a clause that goes on, and a mediation that is closed, are not raised', async () => {
    const [one, two] = [await aClause(made), await aClause(made, { title: 'Other' })];
    for (const clauseId of [one, two]) {
      done(await ask(clauseId, 'Ruth Adeyemi'));
      await lapse(clauseId);
    }
    done(await as(made.officer, made, (tx, scope) => checkDone(tx, scope, { ...about(one), words: '' })));
    await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${made.mediationId}`;
    expect(await go()).toBe(0);
  });
});
