import { beforeAll, describe, expect, test } from 'vitest';
import { buildIfNeeded } from '../scripts/built.mjs';
import { accessMap, type GuardedRoute, type RouteNeeds } from '../src/routes/access-map.ts';
import {
  exists,
  filesUnder,
  functionLengths,
  importsOf,
  readText,
  withoutComments,
  type SourceFile,
} from './support/tree.ts';

const code = ['.ts', '.svelte', '.js', '.mjs'];
const isTest = ({ path }: SourceFile) => path.endsWith('.test.ts');
const all = filesUnder('src', code);
const src = all.filter((file) => !isTest(file));
const tests = [...all.filter(isTest), ...filesUnder('tests', ['.ts'])];
const under = (folder: string) => src.filter((file) => file.path.startsWith(folder));

/** Later folders may import earlier ones. Those in one line may not import each other. */
const order = [
  ['calendar', 'access'],
  ['people'],
  ['cases'],
  ['contact', 'evidence', 'caselaw'],
  ['spaces'],
  ['board', 'mediation'],
  ['tribunal'],
  ['records'],
  ['insight'],
];
const rankOf = (path: string) => order.findIndex((line) => line.some((name) => path.startsWith(`src/domain/${name}/`)));
const folderOf = (path: string) => path.split('/')[2];

/** What each part of the house may never import, and the sentence a reviewer would write. */
const forbidden: { from: string; to: RegExp; because: string; exceptTypes?: boolean }[] = [
  {
    from: 'src/ui/',
    to: /^src\/(domain|realtime|routes|server|protocol)/,
    because: 'ui knows no council words: hand it what it shows as a property.',
  },
  {
    from: 'src/server/',
    to: /^src\/(domain|realtime|routes|ui|protocol)/,
    because: 'server is what everything stands on: it may not lean on what stands on it.',
  },
  { from: 'src/domain/', to: /^src\/(routes|ui)\//, because: 'domain does not know its pages.' },
  {
    from: 'src/realtime/server/',
    to: /^src\/(routes|ui|protocol|domain\/(?!access\/))/,
    because: 'the engine knows no council words: hand it in at attach().',
  },
  {
    from: 'src/realtime/client/',
    to: /^src\/(routes|ui|domain)\//,
    because: 'the browser end of the engine knows no council words.',
  },
  {
    from: 'src/protocol.ts',
    to: /^src\/(server|routes|ui)\//,
    because: 'the protocol gathers events; it goes to browsers too.',
  },
  {
    from: 'src/routes/',
    to: /^(postgres|drizzle-orm|src\/server\/(db|history|columns)|src\/.*schema\.server)/,
    because: 'routes never import the database: call a store or a command of domain.',
    exceptTypes: true,
  },
];

describe('one direction', () => {
  test.each(forbidden)('nothing in $from imports $to', ({ from, to, because, exceptTypes }) => {
    const wrong = under(from).flatMap((file) =>
      importsOf(file)
        .filter((one) => to.test(one.to) && !(exceptTypes && one.typeOnly))
        .map((one) => `${file.path} imports ${one.to}: ${because}`),
    );
    expect(wrong).toEqual([]);
  });

  test('among domain folders later may import earlier, never back', () => {
    const wrong = under('src/domain/').flatMap((file) =>
      importsOf(file)
        .filter(
          ({ to }) =>
            to.startsWith('src/domain/') && folderOf(to) !== folderOf(file.path) && rankOf(to) >= rankOf(file.path),
        )
        .filter(({ to }) => !(rankOf(file.path) === 0 && rankOf(to) === 0))
        .map(({ to }) => `${file.path} imports ${to}: the later folder records history and the earlier listens.`),
    );
    expect(wrong).toEqual([]);
  });

  test('every folder of domain has its place in the order', () => {
    expect(
      under('src/domain/')
        .filter((file) => rankOf(file.path) < 0)
        .map((file) => `${file.path}: add its folder to the order in this test.`),
    ).toEqual([]);
  });

  test('a pure rule reaches neither the server nor the clock', () => {
    // reader/ is a program of its own: the process in which strangers' files are opened.
    const pure = under('src/domain/').filter(
      (file) => !/\.server\.ts$|\.svelte(\.ts)?$|\/events\.ts$|\/reader\//.test(file.path),
    );
    const wrong = pure.flatMap((file) => [
      ...importsOf(file)
        .filter(
          ({ to, typeOnly }) =>
            !typeOnly && /^(src\/server\/|postgres|drizzle-orm|node:(fs|net|http))|\.server\.ts$/.test(to),
        )
        .map(({ to }) => `${file.path} imports ${to}: rules are pure; name the file *.server.ts or hand the value in.`),
      ...(/\bnew Date\(\)|\bDate\.now\(\)/.test(withoutComments(file.text))
        ? [`${file.path} reads the clock: hand it the date, so that a test can.`]
        : []),
    ]);
    expect(wrong).toEqual([]);
  });

  test('nothing that goes to a browser imports what stays on the server', () => {
    const browser = src.filter(({ path }) =>
      /\.svelte(\.ts)?$|\+(page|layout)\.ts$|^src\/(ui|realtime\/client)\//.test(path),
    );
    const wrong = browser.flatMap((file) =>
      importsOf(file)
        .filter(({ to, typeOnly }) => !typeOnly && /\.server\.ts$|^src\/server\//.test(to))
        .map(({ to }) => `${file.path} imports ${to}: load it on the server and hand the page what it shows.`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('one gate', () => {
  test('only realtime/server/gate.ts listens to a socket', () => {
    const wrong = src.filter(
      ({ path, text }) =>
        path !== 'src/realtime/server/gate.ts' &&
        !path.startsWith('src/realtime/client/') &&
        /\bsocket\.(on|once|onAny|prependAny|use)\(/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => `${path} listens to a socket: declare an ask() and let the gate decide.`)).toEqual(
      [],
    );
  });

  test('every unsafe method of an endpoint and every page with actions has its entry in the access map', () => {
    const wrong = under('src/routes/').flatMap((file) => {
      const route = (file.path.replace(/^src\/routes/, '').replace(/\/\+[^/]+$/, '') || '/') as GuardedRoute;
      const needs: RouteNeeds | null | undefined = accessMap[route];
      if (/\+server\.ts$/.test(file.path))
        return [...file.text.matchAll(/export const (POST|PUT|PATCH|DELETE)\b/g)]
          .filter(([, method]) => !needs?.actions?.[method!])
          .map(([, method]) => `${file.path}: ${method} has no entry in access-map.ts.`);
      if (!/\+page\.server\.ts$/.test(file.path) || !/export const actions\b/.test(file.text)) return [];
      return file.text.includes(`actionsFor('${route}'`)
        ? []
        : [`${file.path}: make its actions with actionsFor('${route}', …), so that the gate's scope reaches them.`];
    });
    expect(wrong).toEqual([]);
  });

  test('every entry of the access map that names actions has a page or an endpoint that takes them', () => {
    const wrong = Object.entries(accessMap).filter(([route, needs]) => {
      const folder = `src/routes${route === '/' ? '' : route}`;
      return (
        needs &&
        'actions' in needs &&
        ![`${folder}/+page.server.ts`, `${folder}/+server.ts`].some(
          (path) => exists(path) && /actionsFor\(|export const (POST|PUT|PATCH|DELETE)/.test(readText(path)),
        )
      );
    });
    expect(
      wrong.map(([route]) => `${route} names actions that nothing takes: remove them from access-map.ts.`),
    ).toEqual([]);
  });
});

describe('kept in order', () => {
  test('a file is taken in at a glance', () => {
    // A schema is a list of tables and is read as one.
    const long = [...src, ...tests, ...filesUnder('scripts', code)]
      .map((file) => ({ ...file, lines: file.text.trimEnd().split('\n').length }))
      .filter(({ path, lines }) => lines > 250 && !path.endsWith('schema.server.ts'));
    expect(
      long.map(({ path, lines }) => `${path} has ${lines} lines: let each thing it is about have its own file.`),
    ).toEqual([]);
  });

  test('a function need not be scrolled', () => {
    const long = [...src, ...filesUnder('scripts', code)].flatMap((file) =>
      functionLengths(file)
        .filter(({ lines }) => lines > 45)
        .map(({ name, lines }) => `${file.path}: ${name} has ${lines} lines; give its steps names.`),
    );
    expect(long).toEqual([]);
  });

  test('nothing says what we do not say', () => {
    const words: [RegExp, string][] = [
      [/\b(Mum|Dad|mum|dad)\b/, 'people are called what they asked to be called'],
      [/service users?\b/i, 'they are families'],
      [/\b(TODO|FIXME|XXX)\b/, 'finish it or write it in an issue'],
      [/(["'`\s])\/(work|home|root|Users)\//, 'a path of one machine'],
    ];
    // The one file that has to name the words staff are asked to look at again.
    const theList = 'src/domain/contact/wording/shipped-terms.ts';
    const wrong = src.flatMap(({ path, text }) =>
      (path === theList ? words.slice(2) : words)
        .filter(([word]) => word.test(withoutComments(text)))
        .map(([word, because]) => `${path} matches ${word}: ${because}.`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what is deployed', () => {
  beforeAll(() => buildIfNeeded());
  test('the engine is in the build, and no crash point: tests hand in what breaks', () => {
    const built = filesUnder('build/server', ['.js']);
    expect(built.some(({ text }) => text.includes('class GroupCommit') || text.includes('GroupCommit = class'))).toBe(
      true,
    );
    const wrong = built.filter(({ text }) =>
      /\bfaults\.hit|'(before|after)-commit'|"(before|after)-commit"/.test(text),
    );
    expect(wrong.map(({ path }) => `${path} holds a crash point.`)).toEqual([]);
  });

  test('nothing but a test hands the engine its test seams', () => {
    const handed = src.filter(
      ({ path, text }) => !path.startsWith('src/realtime/') && /\battach\([^)]*\btests:/s.test(text),
    );
    expect(handed.map(({ path }) => `${path} hands the engine test seams.`)).toEqual([]);
  });
});
