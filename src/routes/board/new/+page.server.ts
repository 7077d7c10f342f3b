import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { FULL_BOARD, LEAST_QUORUM } from '#domain/board/meeting/meeting.ts';
import { arrange, type Arranged } from '#domain/board/meeting/meeting-commands.server.ts';
import { myAreas } from '#domain/board/meeting/meetings.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import { planEntries, planFrom, wholeNumber } from '../plan-form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  const areas = await underScope(scope, (tx) => myAreas(tx, scope));
  if (areas.length === 0) error(404, 'Not found');
  return {
    areas: areas.map(({ teamId, name }) => ({ value: teamId, label: name })),
    usual: { startsAt: '10:00', endsAt: '14:00', quorum: String(LEAST_QUORUM), cap: String(FULL_BOARD), weeks: '8' },
  };
};

const form = v.object({ ...planEntries, teamId: v.optional(v.string(), ''), weeks: v.optional(v.string(), '') });

const madeInWords = ({ made, clashed, unknownYear }: Arranged) => ({
  made: made.map(({ boardMeetingId, on, moved }) => ({ boardMeetingId, on: inWords(on), moved })),
  clashed: clashed.map(inWords),
  unknownYear,
});

export const actions = actionsFor('/board/new', {
  default: async ({ request }, scope) => {
    const areas = await underScope(scope, (tx) => myAreas(tx, scope));
    if (areas.length === 0) error(404, 'Not found');
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const { teamId, weeks, ...typed } = read.ok;
    const area = areas.length === 1 && !teamId ? areas[0] : areas.find((one) => one.teamId === teamId);
    if (!area) return refuseForm(read.ok, { teamId: 'Choose the area' });
    const wanted = { ...planFrom(typed), teamId: area.teamId, weeks: wholeNumber(weeks) };
    const arranged = await underScope(scope, (tx) => arrange(tx, scope, wanted, today(now)));
    if (arranged === null) error(404, 'Not found');
    if (isRefused(arranged)) return refuseForm(read.ok, { [arranged.field]: arranged.refused });
    return { arranged: madeInWords(arranged) };
  },
});
