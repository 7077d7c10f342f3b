import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase } from '../../../../tests/support/papers.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
beforeAll(async () => void (db = await freshDatabase()));
beforeEach(async () => void (made = await makeCase(db)));
afterAll(() => db.close());

const MORNING = new Date('2026-04-02T09:00:00Z');
const writeReply = (words: string) =>
  db.owner`insert into holding_reply (council_id, holding_reply_id, team_id, stage, words, written_by)
    values (${made.councilId}, gen_random_uuid(), ${made.teamId}, 'pre_board_check', ${words}, ${made.officer.personId})`;
const say = (at = MORNING) => sayInThread(made.parent, made.caseFileId, { words: 'When is the visit?' }, at);
const replies = () =>
  db.owner<{ words: string; author_id: string | null; automatic: boolean; with_person_id: string }[]>`
    select words, author_id, automatic, with_person_id from contact_entry where case_file_id = ${made.caseFileId} and kind = 'holding' order by at`;
const owed = async () =>
  (
    await db.owner<{ kind: string }[]>`
      select kind from promise where case_file_id = ${made.caseFileId} and kept_on is null order by step`
  ).map(({ kind }) => kind);

test('HOL3: a message is met at once with what a person wrote for its stage, in their name; the answer stays owed', async () => {
  await writeReply('Hello {name}. I have your message about {child}. You hear from {officer} by {date}. {phone}');
  await say();
  expect(await replies()).toEqual([
    {
      words:
        'Hello Dana. I have your message about Maya. You hear from Priya Shah by Monday 13 April 2026. 0300 000 0001',
      author_id: made.officer.personId,
      automatic: true,
      with_person_id: made.parent.personId,
    },
  ]);
  expect(await owed()).toEqual(['reply']);
});

test('HOL3: the same person gets at most one a day, by the day in England', async () => {
  await writeReply('{name}, {date}');
  await say();
  await say(new Date('2026-04-02T22:30:00Z'));
  expect(await replies()).toHaveLength(1);
  await say(new Date('2026-04-02T23:30:00Z'));
  expect(await replies()).toHaveLength(2);
});

test('HOL2: where nobody wrote one they hear only that it came and by when, and that keeps no promise', async () => {
  await say();
  expect(await replies()).toMatchObject([
    {
      words:
        'We have your message. You will hear from us by Monday 13 April 2026. If you need us sooner, ring 0300 000 0001.',
      author_id: null,
      automatic: true,
    },
  ]);
  expect(await owed()).toEqual(['acknowledge', 'reply']);
});
