import { afterAll, beforeAll, expect } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { todaysDate } from '../support/boards.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { peopleOfAnAppeal, register, take } from './appeal-steps.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

journey(
  'TRI1 A13: two officers on one queue: what one takes the other sees at once, and nothing is taken twice',
  { timeout: 240_000 },
  async () => {
    const { tess, rosa, dana, alex, caseFileId, reference } = await peopleOfAnAppeal(stage);
    const [tessSeat, rosaSeat] = [await stage.seat(tess), await stage.seat(rosa)];
    const [hers, leaders] = [tessSeat.page, rosaSeat.page];
    await leaders.goto('/tribunal');
    await leaders.getByText('No open appeal is here').waitFor();

    // Registered by one, it is in the other's list without anybody asking for it.
    const hearingOn = addDays(todaysDate(), 150);
    const home = await register(hers, { number: 'eh 936/26/00567', reference, forWhom: 'Dana Rowe', hearingOn });
    const row = leaders.getByRole('row').filter({ hasText: 'EH936/26/00567' });
    await row.waitFor();
    await stage.picture(leaders, 'appeal-queue');
    await take(hers, home);
    await row.waitFor({ state: 'detached' });
    await leaders.getByRole('link', { name: /^Others/ }).click();
    await row.getByText('Tess Bell').waitFor();

    // The claim brought a place on the case and its papers; letting it go ends it.
    const onCase = async () => (await hers.goto(`/cases/${caseFileId}/appeals`))!.status();
    expect(await onCase()).toBe(200);
    await hers.goto(home);
    await hers.getByRole('button', { name: 'Let it go' }).click();
    await hers.getByText('Nobody has it.').waitFor();
    expect(await onCase()).toBe(404);

    // Both press at once: one has it, and the other reads who.
    const other = await register(hers, { number: 'EH936/26/00568', child: 'Noor Ali' });
    for (const page of [hers, leaders]) await page.goto(other);
    await Promise.all(
      [hers, leaders].map((page) => page.getByRole('button', { name: 'Take it', exact: true }).click()),
    );
    for (const page of [hers, leaders])
      await page
        .getByText(/You have it\.|has it\./)
        .first()
        .waitFor();
    const mine = await Promise.all([hers, leaders].map((page) => page.getByText('You have it.').count()));
    expect(mine.toSorted()).toEqual([0, 1]);

    for (const page of [hers, leaders]) {
      await page.goto('/tribunal?show=others');
      await expectAccessible(page, 'the queue');
    }
    const small = (await stage.seat(tess, { screen: phone })).page;
    for (const path of ['/tribunal', home, `${home}/dates`]) {
      await small.goto(path);
      await expectAccessible(small, path);
      await expectNoSidewaysScroll(small, path);
      await stage.picture(small, `appeal${path.replaceAll(/[0-9a-f-]{36}/g, '').replaceAll('/', '-')}`);
    }

    // Whom it is for reads it on the case; the other parent finds nothing that says there is one.
    const parent = (await stage.seat(dana, { screen: phone })).page;
    const onCasePage = home.replace('/tribunal/', `/cases/${caseFileId}/appeals/`);
    expect((await parent.goto(onCasePage))!.status()).toBe(200);
    await expectAccessible(parent, 'the appeal for the family');
    await stage.picture(parent, 'appeal-family');
    const stranger = (await stage.seat(alex)).page;
    expect((await stranger.goto(onCasePage))!.status()).toBe(404);
    await stranger.goto(`/cases/${caseFileId}`);
    expect(await stranger.getByRole('link', { name: 'Appeals' }).count()).toBe(0);
    expect(await stranger.content()).not.toContain('EH936');
    expect([...tessSeat.faults, ...rosaSeat.faults]).toEqual([]);
  },
);
