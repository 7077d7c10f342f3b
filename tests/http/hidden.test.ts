import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBook, wordsOf } from '../support/books.ts';
import { CANARY, pdfWithCanary } from '../support/canary.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder, makeCase } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { hiddenField, visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

/** A paper of the family's that names somebody in its second line, and an officer who can hide that. */
async function aPaper(title = 'Report', fileName = 'report.pdf') {
  const made = await makeCase(db);
  const home = `/cases/${made.caseFileId}`;
  const dana = visitor(server, await cookieFor(db, made.parent));
  const priya = visitor(server, await cookieFor(db, made.officer));
  const fields = { title, author: 'Dr Lee', writtenOn: '2026-03-01', answers: 'family_own' };
  const added = await dana.send(`${home}/papers/add`, fields, { name: fileName, bytes: await pdfWithCanary() });
  const paper = added.headers.get('location')!.split('?')[0]!;
  const mark = () =>
    priya.send(`${paper}/redact?/mark&page=1`, { page: '1', place: 'line:1', reason: 'third_party' }, null);
  const release = () => priya.post(`${paper}/redact?/release&page=1`, {});
  return { ...made, home, dana, priya, paper, mark, release };
}

/** Freezes what is there and has it bound. Returns the addresses of the pack and its book. */
async function freezeAndBind(priya: Visitor, home: string) {
  const shownSha256 = hiddenField(await priya.page(`${home}/pack`), 'shownSha256');
  const frozen = await priya.post(`${home}/pack?/freeze`, { shownSha256 });
  const pack = frozen.headers.get('location')!;
  await priya.post(`${pack}/book?/make`, {});
  const made = async () => /href="[^"]*\/book\/([0-9a-f-]{36})"/.exec(await priya.page(`${pack}/book`))?.[1];
  return { pack, book: `${pack}/book/${await until(made, 'the bound book', 30_000)}` };
}

/** All that can be read in an answer: of a PDF the words of its pages too. */
async function readable(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const text = JSON.stringify([...answer.headers]) + Buffer.from(bytes).toString('utf8');
  if (answer.headers.get('content-type') !== 'application/pdf') return text;
  const pdf = await openBook(bytes);
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => wordsOf(pdf, at + 1)));
  return [text, JSON.stringify(await pdf.getMetadata()), JSON.stringify(await pdf.getOutline()), ...pages].join('\n');
}
/** Which of the addresses say the canary, and how each answers. */
async function sayers(who: Visitor, addresses: readonly string[]): Promise<string[]> {
  const says: string[] = [];
  for (const address of addresses) {
    const answer = await who.get(address);
    expect([address, answer.status]).toEqual([address, 200]);
    if (/canarybird/i.test(await readable(answer))) says.push(address);
  }
  return says;
}
const pictureOf = async (who: Visitor, address: string) => {
  const answer = await who.get(address);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
  return Buffer.from(await answer.arrayBuffer());
};

describe('something hidden in a paper', () => {
  test('A04 RED6 RED7 RED8: nothing a family can get says it any more, by any address', async () => {
    const { dana, priya, home, paper, mark, release } = await aPaper();
    const say = (words: string) =>
      dana.post(`${paper}?/say&page=1&say=1`, { page: '1', paragraph: '0', kind: 'comment', words });
    const idOf = (answer: Response) => answer.headers.get('location')!.split('#said-')[1]!;
    const shared = idOf(await say(`Who is ${CANARY}?`));
    await dana.post(`${paper}?/share&page=1`, { paperCommentId: shared });
    const note = idOf(await say(`My own note on ${CANARY}`));
    const before = await freezeAndBind(priya, home);
    const picture = await pictureOf(dana, `${paper}/pages/1`);
    const ofThePaper = [paper, `${paper}/__data.json`, `${paper}/comments`, `${paper}/comments/__data.json`];
    const said = [...ofThePaper, `${paper}/file`, before.book];
    expect(await sayers(dana, said)).toEqual(said);

    await mark();
    const warned = await priya.page(`${paper}/redact`);
    expect([warned.includes(`#said-${shared}`), warned.includes(note)]).toEqual([true, false]);
    for (const paperCommentId of [shared, note]) await dana.post(`${paper}?/remove&page=1`, { paperCommentId });
    expect(await priya.page(`${paper}/redact`)).not.toContain(`#said-${shared}`);
    expect(await (await release()).text()).toContain('nothing of it is left');

    const now = await freezeAndBind(priya, home);
    const lists = [home, `${home}/papers`, `${home}/pack`, `${home}/history`, `${home}/space`];
    const packs = [before.pack, now.pack].flatMap((pack) => [pack, `${pack}/download`, `${pack}/book`]);
    const pages = [...ofThePaper, `${paper}?page=2`, ...lists, ...packs];
    const data = [...lists, now.pack, `${now.pack}/book`].map((page) => `${page}/__data.json`);
    expect(await sayers(dana, [...pages, ...data, `${paper}/file`, now.book])).toEqual([]);
    const shown = await dana.page(paper);
    expect([shown.includes('as it was sent'), shown.includes('without what is hidden')]).toEqual([false, true]);
    const part = await dana.get(`${paper}/file`, { headers: { range: 'bytes=0-99' } });
    expect([part.status, /canarybird/i.test(await readable(part))]).toEqual([200, false]);
    expect((await pictureOf(dana, `${paper}/pages/1`)).equals(picture)).toBe(false);
    await pictureOf(dana, `${paper}/pages/2`);
    const shut = [before.book, `${paper}/original`, `${paper}/redact`, `${paper}/redact/pages/1`];
    for (const address of shut) {
      const answer = await dana.get(address);
      expect([address, answer.status]).toEqual([address, address === before.book ? 404 : 403]);
    }
  });

  test('A04 RED8: nothing is hidden under a name that says it; with another name it is', async () => {
    const { dana, priya, home, paper, mark, release } = await aPaper(`About ${CANARY}`, 'canarybirds-report.pdf');
    await mark();
    const refused = await release();
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(`says what you are hiding: ${CANARY}. Give it another name first.`);
    expect((await dana.post(`${paper}/redact?/rename`, { title: 'x' })).status).toBe(403);
    expect((await priya.post(`${paper}/redact?/rename`, { title: ' ' })).status).toBe(400);
    expect(await (await priya.post(`${paper}/redact?/rename`, { title: 'About the flat' })).text()).toContain(
      'It has another name.',
    );
    expect(await (await release()).text()).toContain('nothing of it is left');
    const everywhere = [paper, `${paper}/file`, `${home}/papers`, `${home}/pack`, `${home}/history`, home];
    expect(await sayers(dana, everywhere)).toEqual([]);
    expect(await dana.page(`${home}/papers`)).toContain('About the flat');
  });

  test('RED5: a mark that is not there, or not a mark, is a form error that keeps the page', async () => {
    const { priya, paper, mark } = await aPaper();
    await mark();
    for (const redactionId of ['', 'x', crypto.randomUUID()]) {
      const answer = await priya.post(`${paper}/redact?/takeBack`, { redactionId });
      const page = await answer.text();
      expect([answer.status, page.includes('That mark is not there any more'), page.includes('on page 1')]).toEqual([
        400,
        true,
        true,
      ]);
    }
  });
});
