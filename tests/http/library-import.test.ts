import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEntry, seedLibrary, shippedCases } from '../support/library.ts';
import { openLibrary, type LibraryScene } from '../support/library-scene.ts';

const checked = anEntry();
let scene: LibraryScene;
beforeAll(async () => void (scene = await openLibrary([checked])));
afterAll(() => scene.close());

describe('bringing a file in, without JavaScript', () => {
  const chosen = async (text: string | Buffer, name = 'cases.json') => {
    const body = new FormData();
    body.set('file', new File([text as BlobPart], name));
    const response = await visitKeeper('?/look', body);
    return { status: response.status, html: await response.text() };
  };
  const visitKeeper = async (act: string, body: FormData) =>
    fetch(`${scene.server.origin}/decided-cases/import${act}`, {
      ...{ method: 'POST', body, redirect: 'manual' },
      headers: { accept: 'text/html', origin: scene.server.origin, cookie: scene.keeperCookie },
    });
  const hidden = (html: string) => {
    const form = /<form method="POST" action="\?\/bring".*?<\/form>/s.exec(html)![0];
    const body = new FormData();
    for (const [, name, value] of form.matchAll(/name="([^"]+)" value="([^"]*)"/g))
      body.set(name!, value!.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'));
    return body;
  };
  const count = async () => Number((await scene.db.owner`select count(*) from precedent`)[0]!.count);

  test('LIB14: looking changes nothing; bringing in does what was shown; the same file again has nothing to bring', async () => {
    const before = await count();
    const fresh = anEntry({
      id: 'brought-in-2020',
      citation: '[2020] UKUT 888 (AAC)',
      date: '2020',
      principle: '"Quoted" & <b>bold</b>',
    });
    const file = JSON.stringify([
      fresh,
      ...shippedCases(),
      { ...fresh, id: 'bad-2020', citation: '[2020] UKUT 889', grounds: ['nonsense'] },
    ]);
    const look = await chosen(file);
    expect(look.html).toContain('Nothing has been changed yet');
    expect(look.html).toContain('“nonsense” is not a tag of the library');
    expect(look.html).toContain('97 the same as here');
    expect(await count()).toBe(before);
    const done = await visitKeeper('?/bring', hidden(look.html));
    expect(await done.text()).toContain('1 brought in');
    expect(await count()).toBe(before + 1);
    expect((await scene.reader.open('/decided-cases/brought-in-2020')).text).toContain('"Quoted" & <b>bold</b>');
    expect((await chosen(file)).html).toContain('There is nothing to bring in');
  });

  test('LIB5 LIB14: what was checked here is listed and kept', async () => {
    await scene.db
      .owner`update precedent set checked_by = 'Tess Bell', checked_on = '2024-03-01' where slug = ${checked.id}`;
    const look = await chosen(JSON.stringify([{ ...checked, court: 'From the file' }]));
    expect(look.html).toContain('1 checked here, and the file says otherwise');
    expect(look.html).toContain('There is nothing to bring in');
  });

  test('LIB14: after somebody changed the library nothing is done, and the file is looked at again', async () => {
    const entry = anEntry({ id: 'moved-2019', citation: '[2019] UKUT 888 (AAC)', date: '2019' });
    const look = await chosen(JSON.stringify([entry]));
    await seedLibrary(scene.db, [entry]);
    const answer = await (await visitKeeper('?/bring', hidden(look.html))).text();
    expect(answer).toContain('Somebody changed the library while you looked');
  });

  test.each([
    ['nothing', '', 'Choose a file'],
    ['no JSON', 'name;citation', 'This file is not JSON'],
    ['another encoding', Buffer.from([0x5b, 0xe9, 0x5d]), 'not written in UTF-8'],
    ['five megabytes and one', Buffer.alloc(5 * 1024 * 1024 + 1, 32), 'larger than 5 MB'],
    ['a table of formulas', '=HYPERLINK("https://example.org")', 'This file is not JSON'],
  ])('LIB14: %s is refused with a sentence', async (_, text, why) => {
    const { status, html } = await chosen(text);
    expect(status).toBe(400);
    expect(html).toContain(why);
  });

  test('LIB14: the cases that come with this are looked at without a file', async () => {
    await scene.keeper.open('/decided-cases/import');
    const looked = await scene.keeper.send(scene.keeper.seen.forms.find(({ fields }) => fields.shipped === 'yes'));
    expect(looked.text).toContain('97 the same as here');
  });
});
