import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { appealHead } from '#domain/tribunal/triage/appeal-head.server.ts';
import { now } from '#server/clock.ts';
import { appealOnDesk } from '../../appeal-page.server.ts';
import type { LayoutServerLoad } from './$types';

/** The parts of an appeal, in the order they are offered: on the team's desk, and on the pages of its case. */
const parts = [
  { path: '', label: 'This appeal' },
  { path: '/questions', label: 'Concede now?' },
  { path: '/dates', label: 'Dates' },
  { path: '/issues', label: 'Issues' },
  { path: '/decided-cases', label: 'Decided cases' },
  { path: '/ending', label: 'How it ends' },
  { path: '/case', label: 'Its case' },
];
const onCase = [
  { path: '/working-document', label: 'Working document' },
  { path: '/bundle', label: 'Bundle' },
];

export const load: LayoutServerLoad = async (event) => {
  const { scope } = event.locals;
  event.depends('appeals:queue');
  const head = await underScope(scope, async (tx) =>
    appealHead(tx, scope, await appealOnDesk(tx, scope, event), today(now)),
  );
  const links = [
    ...parts.map(({ path, label }) => ({ href: `/tribunal/${head.appealId}${path}`, label })),
    ...(head.caseHref ? onCase : []).map(({ path, label }) => ({ href: `${head.caseHref}${path}`, label })),
  ];
  return { head, links };
};
