import { mayAlso } from '#domain/access/offer.ts';
import { isCasePermission } from '#domain/access/permission.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { hasDecisionPage } from '#domain/board/telling/family-sees.server.ts';
import { today } from '#domain/calendar/today.ts';
import { about, capital } from '#domain/cases/about.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { noteVisit } from '#domain/cases/visits.server.ts';
import { clockInWords } from '#domain/evidence/guard/breach.ts';
import { openBreaches } from '#domain/evidence/guard/breaches.server.ts';
import { takeoverOf } from '#domain/records/takeover/takeover.ts';
import { bornOn } from '#domain/records/takeover/who-is-here.server.ts';
import { hasAppeals } from '#domain/tribunal/dates/on-case.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../act.ts';
import type { LayoutServerLoad } from './$types';

/** The pages of a case, in the order they are offered, and what each needs. */
const pages = [
  { path: '', label: 'Where things are', needs: 'case:see' },
  { path: '/messages', label: 'Messages', needs: 'contact:see' },
  { path: '/papers', label: 'Have we got everything?', needs: 'paper:see' },
  { path: '/space', label: 'The shared page', needs: 'space:see' },
  { path: '/pack', label: 'What the Board will see', needs: 'pack:see' },
  { path: '/decision', label: 'The decision', needs: 'decision:see' },
  { path: '/disputes', label: 'Disagreements', needs: 'dispute:see' },
  { path: '/appeals', label: 'Appeals', needs: 'appeal:see' },
  { path: '/promises', label: 'Promises', needs: 'promise:see' },
  { path: '/dates', label: 'Dates the law sets', needs: 'case:see' },
  { path: '/board', label: 'The Board', needs: 'board:see' },
  { path: '/child', label: null, needs: 'case:see' },
  { path: '/plan', label: 'How to tell me', needs: 'plan:see' },
  { path: '/people', label: 'People', needs: 'people:see' },
  { path: '/hand-over', label: 'Who has this case', needs: 'case:hand-over' },
  { path: '/adults', label: 'Grown-ups', needs: 'adult:see' },
  { path: '/young-person', label: 'Who decides', needs: 'involvement:see' },
  { path: '/history', label: 'Who looked', needs: 'case:history' },
  { path: '/chronology', label: 'What happened, in order', needs: 'chronology:see' },
  { path: '/your-data', label: 'Your data', needs: 'data:ask' },
  { path: '/enquiries', label: 'Councillors and others who ask', needs: 'enquiry:see' },
] as const;

export const load: LayoutServerLoad = async (event) => {
  // A page that asks for a reason before a case is opened lies under this layout too, and may know nothing of the case.
  if (!isCasePermission(event.locals.scope.permission))
    return { bar: null, links: [], lastHere: null, clocks: [], recorded: false };
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const lastHere = await noteVisit(tx, scope, now());
    const whole = await caseBar(tx, scope, today(now));
    // Whoever leads a mediation is told whom it is about and whom to ring, and nothing of how the case goes.
    const bar = scope.role === 'mediator' ? { ...whole, where: null, next: null } : whole;
    const decided = await hasDecisionPage(tx, scope, today(now));
    const appeals = mayAlso(scope, 'appeal:see') && (await hasAppeals(tx, scope));
    const comes =
      mayAlso(scope, 'involvement:see') && takeoverOf(await bornOn(tx, scope), today(now)).phase !== 'later';
    const hidden = new Set([!decided && '/decision', !appeals && '/appeals', !comes && '/young-person']);
    const links = pages
      .filter(({ path, needs }) => mayAlso(scope, needs) && !hidden.has(path))
      .map(({ path, label }) => ({
        href: `/cases/${scope.caseFileId}${path}`,
        label: label ?? capital(`${about(bar.child, scope.role === 'young_person').own} page`),
      }));
    const open = mayAlso(scope, 'paper:guard') ? await openBreaches(tx, scope) : [];
    const clocks = open.map(({ evidenceItemId, reportBy }) => ({
      href: `/cases/${scope.caseFileId}/papers/${evidenceItemId}/wrong-child`,
      words: clockInWords(reportBy, now()),
    }));
    return { bar, links, lastHere, clocks, recorded: event.locals.person?.kind === 'staff' };
  });
};
