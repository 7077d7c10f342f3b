import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../src/domain/board/desk/deciding.server.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { beforeTheBoard, decided, said, type BeforeTheBoard } from '../support/decided.ts';
import { contentNow, readyCase, savedId } from '../support/deciding.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let browse: ReturnType<typeof plainBrowser>;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

/** Decided on a request so old that whatever day it is today, the law lets it go out with a reason. */
async function decidedCase() {
  const made = await beforeTheBoard(db, addDays(todaysDate, -1));
  await db.owner`update case_file set request_received_on = '2026-01-05' where case_file_id = ${made.caseFileId}`;
  const decisionId = await decided(db, made, 'no_issue');
  return { ...made, decisionId, home: `/cases/${made.caseFileId}`, tell: `/cases/${made.caseFileId}/decision/tell` };
}
type Case = Awaited<ReturnType<typeof decidedCase>>;
const tried = (made: Case, given: Record<string, string> = {}) =>
  browse.post(made.officer, `${made.tell}?/try`, {
    ...{ decisionId: made.decisionId, personId: made.parent.personId, by: made.officer.personId },
    ...{ how: 'in_person', cameOfIt: 'told', words: '', ...given },
  });
const letOut = (made: Case, given: Record<string, string> = {}) =>
  browse.post(made.officer, `${made.tell}?/release`, {
    decisionId: made.decisionId,
    overrideWords: 'The law’s last day is over.',
    ...given,
  });
const words = (html: string) => html.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');

describe('without JavaScript', () => {
  test('TELL1: the gate says what is missing; a try is written down; then it goes out', async () => {
    const made = await decidedCase();
    const before = words((await browse.see(made.officer, made.tell)).html);
    expect(before).toContain('Still to do');
    expect(before).toContain('The case officer meets them face to face or by video');
    const refused = await letOut(made);
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('There is a problem');
    expect((await tried(made, { how: '' })).html).toContain('Choose how');
    const noted = await tried(made, { words: 'She asked for a copy.' });
    expect(words(noted.html)).toContain('She asked for a copy.');
    const out = await letOut(made);
    expect(out.status).toBe(200);
    expect(words(out.html)).toContain('The decision is out.');
    expect(words(out.html)).toContain('Not sent yet. It has waited since');
    expect((await letOut(made)).html).toContain('out already');
  });

  test('TELL10: the family chooses; until then not a word of it is there, and following the link opens nothing', async () => {
    const made = await decidedCase();
    await tried(made);
    await letOut(made);
    const path = `${made.home}/decision`;
    const choose = await browse.see(made.parent, path);
    expect(choose.html).toContain('Read it now');
    for (const hidden of [said.sentence, said.reason, said.thisWeek]) expect(choose.html).not.toContain(hidden);
    expect((await browse.see(made.parent, `${path}/letter`)).location).toBe(path);
    const opened = () =>
      db.owner`select opened_at from notice where decision_id = ${made.decisionId} and channel = 'page'`;
    expect((await opened())[0]!.opened_at).toBeNull();
    const rung = await browse.post(made.parent, `${path}?/ring`, {});
    expect(words(rung.html)).toContain('has been asked to ring you');
    expect(words((await browse.see(made.officer, made.tell)).html)).toContain('Dana asked to be rung');
    expect((await browse.post(made.officer, `${path}?/read`, {})).status).toBe(403);
    expect((await browse.post(made.parent, `${path}?/read`, {})).location).toBe(path);
    expect((await opened())[0]!.opened_at).not.toBeNull();
    expect(words((await browse.see(made.officer, made.tell)).html)).toContain('Opened on');
  });

  test('TELL9: what, this week, why with its pages, what next and by which day, who, whom to ring, then the law', async () => {
    const made = await decidedCase();
    await tried(made);
    await letOut(made);
    await browse.post(made.parent, `${made.home}/decision?/read`, {});
    const html = words((await browse.see(made.parent, `${made.home}/decision`)).html);
    const [row] = await db.owner`select appeal_by::text from release where decision_id = ${made.decisionId}`;
    const order = [
      said.sentence,
      said.thisWeek,
      said.reason,
      'Priya rings you about the help at school.',
      'Fair Talk, 0300 000 0003',
      `You can appeal until ${inWords(row!.appeal_by)}`,
      'Advice Meadowshire',
      'IPSEA',
      'Ann Chair: Chairs the Board',
      'Talk to somebody today',
      'The legal wording',
      'section 51(2)(b)',
    ].map((part) => [html.indexOf(part), part] as const);
    expect(order.filter(([at]) => at <= 0)).toEqual([]);
    expect(order).toEqual(order.toSorted(([a], [b]) => a - b));
    expect(html).toMatch(/href="\/cases\/[^"]+\/papers\/[^"]+\?page=4"[^>]*>C4</);
    expect(html).not.toContain('govuk-panel');
    const letter = words((await browse.see(made.parent, `${made.home}/decision/letter`)).html);
    expect(letter).toContain('Hello Dana,');
    expect(letter.indexOf(said.sentence)).toBeLessThan(letter.indexOf('regulation 32'));
  });

  test('TELL9: the letter is a tagged PDF whose name says nothing', async () => {
    const made = await decidedCase();
    await tried(made);
    await letOut(made);
    const headers = { cookie: await cookieFor(db, made.officer) };
    const response = await fetch(`${server.origin}${made.home}/decision/letter/pdf`, { headers });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/filename="letter-MC-[0-9a-f]{6}\.pdf"/);
    const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toContain('/Lang (en-GB)');
  });

  test('TELL11: what nobody opened is printed, posted and written down', async () => {
    const made = await decidedCase();
    await db.owner`update person set email = null, mobile = null where person_id = ${made.parent.personId}`;
    await tried(made);
    const { html } = await letOut(made);
    expect(words(html)).toContain('Print the letter and post it today.');
    expect(html).toContain(`/decision/letter?to=${made.parent.personId}`);
    const [row] =
      await db.owner`select notice_id from notice where decision_id = ${made.decisionId} and channel = 'post'`;
    const post = (postedOn: string) =>
      browse.post(made.officer, `${made.tell}?/posted`, { noticeId: row!.notice_id, postedOn });
    expect((await post(addDays(todaysDate, 1))).status).toBe(400);
    expect(words((await post(todaysDate)).html)).toContain(`Posted on ${inWords(todaysDate)}.`);
    expect((await post(todaysDate)).status).toBe(400);
  });
});

describe('before it goes out', () => {
  /** Without what changes from one request to the next by itself: ids made up for one answer (ours hold the time; these are random), nonces, and the minute it was asked in. */
  const still = (text: string) =>
    text.replace(
      /nonce="[^"]*"|__sveltekit_\w+|\d{1,2}\.\d\d[ap]m|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]{17}/g,
      '·',
    );
  const pathsOf = (home: string) =>
    [
      '',
      '/papers',
      '/space',
      '/pack',
      '/board',
      '/board/missing',
      '/decision',
      '/decision/letter',
      '/dates',
      '/child',
      '/plan',
      '/people',
      '/history',
    ].map((path) => `${home}${path}`);
  async function everything(cookie: string, home: string): Promise<Map<string, string>> {
    const headers = { accept: 'text/html', cookie };
    const seen = new Map<string, string>();
    for (const path of pathsOf(home))
      for (const address of [path, `${path}/__data.json`]) {
        const response = await fetch(server.origin + address, { headers, redirect: 'manual' });
        seen.set(address, `${response.status} ${response.headers.get('location')} ${still(await response.text())}`);
      }
    return seen;
  }

  test('TELL8: every page of the family and its data are byte for byte the same before and after the Board decides', async () => {
    const made = await readyCase(db);
    await db.owner`update board_meeting set meets_on = meets_on - 1 where board_meeting_id = ${made.meeting.boardMeetingId}`;
    const home = `/cases/${made.caseFileId}`;
    const cookie = await cookieFor(db, made.parent);
    await browse.see(made.officer, home);
    await everything(cookie, home);
    const before = await everything(cookie, home);
    const { shownSha256 } = await contentNow(made.chair);
    const answer = { shownSha256, lookedAtWords: true, allTheSame: '' };
    savedId(await underScope(made.chair, (tx) => decide(tx, made.chair, made.agendaItemId, answer)));
    await browse.see(made.officer, `${home}/decision`);
    const after = await everything(cookie, home);
    expect([...after].filter(([address, page]) => before.get(address) !== page).map(([address]) => address)).toEqual(
      [],
    );
    expect(before.get(`${home}/decision`)).toContain('The Board met on');
  });

  test('TELL8: nor does anything in the news, the history or the messages tell the family', async () => {
    const made: BeforeTheBoard = await beforeTheBoard(db, addDays(todaysDate, -1));
    await decided(db, made, 'no_issue');
    await browse.see(made.officer, `/cases/${made.caseFileId}/decision`);
    await browse.see(made.officer, `/cases/${made.caseFileId}/decision/tell`);
    const family = words((await browse.see(made.parent, `/cases/${made.caseFileId}/history`)).html);
    expect(family).not.toMatch(/decided|the decision out/);
    const rows = await db.owner`select 1 from outbox where council_id = ${made.councilId}`;
    expect(rows).toHaveLength(0);
    const page = words((await browse.see(made.parent, `/cases/${made.caseFileId}/decision`)).html);
    expect(page).toContain('You will hear from Priya Shah');
    for (const hidden of Object.values(said)) expect(page).not.toContain(hidden);
  });
});
