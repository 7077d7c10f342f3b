import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { certificatesOf } from '#domain/mediation/dispute/disputes.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { beginInMediation } from '../begin.server.ts';
import { closeMediation, saveOutcome } from './outcome-commands.server.ts';
import { outcomeFor } from './outcomes.server.ts';
import { outcomeText } from './record.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

const NOW = new Date();
const TODAY = dateOf(NOW);
const CANARY = 'zebra-quokka-canary';

const see = async (made: TestMediation, person: Person) => {
  const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
  return underScope(scope, (tx) => outcomeFor(tx, scope, made.mediationId, TODAY));
};
const leading = async ({ mediator, caseFileId }: TestMediation) =>
  (await scopeFor(mediator, caseFileId, 'mediation:lead')) as CaseScope<'mediation:lead'>;
const save = async (made: TestMediation, version: number, outcome: string, typed: Record<string, string> = {}) => {
  const scope = await leading(made);
  return underScope(scope, (tx) => saveOutcome(tx, scope, made.mediationId, { version, outcome, typed }, NOW));
};
const close = async (made: TestMediation, shown?: string) => {
  const scope = await leading(made);
  const sha256 = shown ?? (await see(made, made.mediator))!.sha256;
  return underScope(scope, (tx) => closeMediation(tx, scope, made.mediationId, sha256, NOW));
};
const begun = ({ mediationId }: TestMediation) =>
  db.owner`update mediation set started_at = now(), phase = 'together' where mediation_id = ${mediationId}`;

describe('a draft', () => {
  test('OUT1: begins with what is known, and nothing of what one side keeps to itself', async () => {
    const made = await makeMediation(db);
    await db.owner`update mediation_party set needs = 'A break each hour', authority = '{"funding": {"may": "limited", "limits": "up to £5,000"}}' where party_id = ${made.parties.manager}`;
    await db.owner`insert into dispute_issue (council_id, case_file_id, issue_id, dispute_id, number, words, area, plan_section, added_by)
      values (${made.councilId}, ${made.caseFileId}, ${v7()}, ${made.disputeId}, 1, 'How often speech therapy is', 'education', 'F', ${made.parent.personId})`;
    const { record, version } = (await see(made, made.mediator))!;
    expect(version).toBe(0);
    expect(record.open.fields).toMatchObject({
      child: 'Maya',
      provider: 'Level Ground Mediation',
    });
    expect(record.open.fields.signedBy).toBeUndefined();
    expect(record.withoutPrejudice.fields.attendees).toContain('Dana Rowe: In the disagreement');
    expect(record.withoutPrejudice.fields.authority).toBe('Ruth Adeyemi. To spend money: up to £5,000');
    expect(record.withoutPrejudice.fields.issues).toContain('section F. Can be appealed');
    expect(JSON.stringify(record)).not.toContain('A break each hour');
  });

  test('A12 E10 OUT1: nobody but whoever leads finds it, by the program or by the database; what is shared is exactly what was looked through', async () => {
    const made = await makeMediation(db);
    await save(made, 0, 'none', { narrowed: CANARY });
    for (const person of [made.parent, made.supporter, made.officer, made.manager]) {
      expect(await see(made, person)).toBeNull();
      const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
      const rows = await underScope(scope, (tx) =>
        tx.execute('select outcome from outcome_record union all select fields::text from outcome_private'),
      );
      expect([...rows]).toEqual([]);
    }
    const seen = (await see(made, made.mediator))!;
    await save(made, 1, 'none', { narrowed: `${CANARY} put right` });
    await expect(close(made, seen.sha256)).rejects.toThrow('changed');
    expect(await close(made)).toMatchObject({ documentIds: [] });
    for (const person of [made.parent, made.supporter, made.manager, made.mediator]) {
      const theirs = (await see(made, person))!;
      expect(theirs.record.withoutPrejudice.fields.narrowed).toBe(`${CANARY} put right`);
      expect(sha256Of(outcomeText(made.mediationId, theirs.record))).toBe(theirs.sha256);
    }
  });

  test('OUT1: two windows: the older one is told so and overwrites nothing', async () => {
    const made = await makeMediation(db);
    expect(await save(made, 0, '', { narrowed: 'one' })).toBe('saved');
    await expect(save(made, 0, '', { narrowed: 'two' })).rejects.toThrow('changed');
    expect(await save(made, 1, 'perhaps')).toEqual({ faults: { outcome: 'Choose how it ended' } });
    expect((await see(made, made.mediator))!.record.withoutPrejudice.fields.narrowed).toBe('one');
  });

  test('A09 OUT1: a mediator of this case who leads another mediation writes nothing here', async () => {
    const made = await makeMediation(db);
    const other = await makePerson(db, made.councilId, 'practitioner', 'Ada North');
    await giveStanding(db, made.councilId, made.caseFileId, other.personId, 'mediator');
    expect(await see(made, other)).toBeNull();
    expect(await save({ ...made, mediator: other }, 0, 'none')).toBeNull();
    expect(await close({ ...made, mediator: other }, 'x')).toBeNull();
  });
});

describe('closing', () => {
  test('OUT5 E13: needs how it ended; then nothing in it changes, by the program or by the database', async () => {
    const made = await makeMediation(db);
    expect(await close(made)).toMatchObject({ field: 'outcome' });
    await save(made, 0, '');
    expect(await close(made)).toMatchObject({ field: 'outcome' });
    await db.owner`insert into document (council_id, document_id, subject_id, case_file_id, kind, class)
      values (${made.councilId}, ${v7()}, ${made.mediationId}, ${made.caseFileId}, 'shared', 'joint')`;
    await db.owner`insert into private_note (council_id, case_file_id, private_note_id, mediation_id, side, person_id, sealed)
      values (${made.councilId}, ${made.caseFileId}, ${v7()}, ${made.mediationId}, 'family', ${made.parent.personId}, '\\x00')`;
    await save(made, 1, 'none');
    const done = await close(made);
    expect(done).toMatchObject({ documentIds: [expect.any(String)] });
    await expect(save(made, 2, 'withdrew')).rejects.toThrow('closed');
    await expect(close(made, 'x')).rejects.toThrow('closed');
    const scope = await scopeFor(made.parent, made.caseFileId, 'mediation:join');
    await expect(underScope(scope, (tx) => beginInMediation(tx, scope, made.mediationId))).rejects.toThrow('closed');
    const of = made.mediationId;
    await expect(db.owner`update outcome_record set outcome = 'full' where mediation_id = ${of}`).rejects.toThrow(
      'does not change',
    );
    await expect(db.owner`update outcome_private set fields = '{}' where mediation_id = ${of}`).rejects.toThrow(
      'does not change',
    );
    const [left] = await db.owner`select count(*)::int as notes from private_note where mediation_id = ${of}`;
    const [papers] =
      await db.owner`select count(*)::int as open from document where subject_id = ${of} and closed_at is null`;
    expect([left!['notes'], papers!['open']]).toEqual([0, 0]);
  });

  test('OUT4: while an agreement waits for somebody to sign it, and against what was signed, it does not close', async () => {
    const made = await makeMediation(db);
    await save(made, 0, 'part');
    expect(await close(made)).toMatchObject({ refused: expect.stringContaining('Nothing has been signed') });
    const agreementId = v7();
    const text = { clauses: [], leftOver: [], signers: [] };
    await db.owner`insert into agreement (council_id, case_file_id, agreement_id, mediation_id, number, text, sha256, history_head, drawn_up_by)
      values (${made.councilId}, ${made.caseFileId}, ${agreementId}, ${made.mediationId}, 1, ${db.owner.json(text)}, 'abc', 'x', ${made.mediator.personId})`;
    expect(await close(made)).toMatchObject({ refused: expect.stringContaining('waits to be signed') });
    await db.owner`insert into agreement_end (council_id, case_file_id, agreement_id, "end", signed_on, by)
      values (${made.councilId}, ${made.caseFileId}, ${agreementId}, 'signed', ${TODAY}, ${made.parent.personId})`;
    expect(await close(made)).toMatchObject({ documentIds: [] });
    expect((await see(made, made.parent))!.record.open.fields.agreement).toBe('Agreement 1, fingerprint abc');
  });

  test('OUT6: the clock of the certificate runs from the day the meeting ended, once; early resolution and a no-show start none', async () => {
    const clocks = async (made: TestMediation) => {
      const scope = await scopeFor(made.parent, made.caseFileId, 'dispute:see');
      return underScope(scope, async (tx) =>
        (await certificatesOf(tx, scope, made.disputeId)).map(({ kind, clockFrom }) => [kind, clockFrom]),
      );
    };
    const none = await makeMediation(db);
    await begun(none);
    await save(none, 0, 'none');
    await close(none);
    expect(await clocks(none)).toEqual([['mediated', TODAY]]);
    expect((await see(none, none.parent))!.follows.certificate).toContain('After mediation: to be issued by');
    const absent = await makeMediation(db);
    await save(absent, 0, 'family_absent');
    await close(absent);
    expect(await clocks(absent)).toEqual([]);
    const early = await makeMediation(db);
    await db.owner`update mediation set kind = 'early_resolution', private_rooms = false where mediation_id = ${early.mediationId}`;
    await save(early, 0, 'none');
    await close(early);
    expect(await clocks(early)).toEqual([]);
  });

  test('X28 OUT5: pressed twice at once, it is shared and closed once, with one certificate', async () => {
    const made = await makeMediation(db);
    await begun(made);
    await save(made, 0, 'none');
    const { sha256 } = (await see(made, made.mediator))!;
    const both = await Promise.allSettled([close(made, sha256), close(made, sha256)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [rows] =
      await db.owner`select count(*)::int as closed from history where chain_id = ${made.caseFileId} and action = 'mediation.closed'`;
    const [certificates] =
      await db.owner`select count(*)::int as asked from certificate where dispute_id = ${made.disputeId}`;
    expect([rows!['closed'], certificates!['asked']]).toEqual([1, 1]);
  });
});

describe('what stays in the mediation', () => {
  test('OUT2 E07 E12: canary words in every field without prejudice lie in one table, and in no other byte of the database', async () => {
    const made = await makeMediation(db);
    const words = [
      'narrowed',
      'nextSteps',
      'leftOver',
      'issues',
      'attendees',
      'authority',
      'childViews',
      'mode',
      'hours',
      'mediator',
      'supporter',
    ];
    await save(made, 0, 'none', Object.fromEntries(words.map((name) => [name, `${CANARY} ${name}`])));
    await close(made);
    const tables =
      await db.owner`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    const holding: string[] = [];
    for (const { name } of tables) {
      const [found] = await db.owner.unsafe(
        `select count(*)::int as rows from "${name}" t where t::text like '%${CANARY}%'`,
      );
      if (found!['rows'] > 0) holding.push(name);
    }
    expect(holding).toEqual(['outcome_private']);
  });

  test('OUT2 E12: an officer of the case who was not in it reads the open half alone, and only once it is shared', async () => {
    const made = await makeMediation(db);
    const outside = await makePerson(db, made.councilId, 'staff', 'Tom Vale');
    await giveStanding(db, made.councilId, made.caseFileId, outside.personId, 'case_officer');
    const scope = await scopeFor(outside, made.caseFileId, 'case:see');
    const reach = () =>
      underScope(scope, async (tx) => [
        (await tx.execute('select 1 from outcome_record')).length,
        (await tx.execute('select 1 from outcome_private')).length,
      ]);
    await save(made, 0, 'none', { narrowed: CANARY });
    expect(await reach()).toEqual([0, 0]);
    await close(made);
    expect(await reach()).toEqual([1, 0]);
    expect(await see(made, outside)).toBeNull();
  });
});
