import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { channels, channelsInWords, usualSetting, USUAL_SOURCE } from '#domain/contact/thread/setting.ts';
import { saveSetting, settingOn, settingsOf } from '#domain/contact/thread/settings.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { dutyHere } from '../../duty-page.server.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

const boxOf = (channel: string): string => `by_${channel}`;

export const load: PageServerLoad = async ({ locals: { scope }, url }) => {
  await dutyHere(scope, 'director');
  const day = today(now);
  return underScope(scope, async (tx) => {
    const all = await settingsOf(tx, scope);
    const holds = await settingOn(tx, scope.councilId, day);
    return {
      values: {
        ...{ acknowledgeDays: String(holds.acknowledgeDays), replyDays: String(holds.replyDays) },
        ...{ callBackDays: String(holds.callBackDays), opensAt: holds.opensAt, closesAt: holds.closesAt, fromOn: day },
        ...Object.fromEntries(holds.channels.map((channel) => [boxOf(channel), 'yes'])),
      } as Record<string, string>,
      channels: channels.map((channel) => ({ id: boxOf(channel), label: channelsInWords[channel] })),
      settings: [...all.map(inRow), usualRow],
      saved: url.searchParams.has('saved'),
    };
  });
};

type Kept = Awaited<ReturnType<typeof settingsOf>>[number];

const days = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;
const promised = (
  one: Pick<Kept, 'acknowledgeDays' | 'replyDays' | 'callBackDays' | 'channels' | 'opensAt' | 'closesAt'>,
) => ({
  acknowledge: days(one.acknowledgeDays),
  reply: days(one.replyDays),
  callBack: days(one.callBackDays),
  by: one.channels.map((channel) => channelsInWords[channel]).join(', ') || 'Nothing but calls',
  hours: `${one.opensAt} to ${one.closesAt}`,
});
const inRow = (one: Kept) => ({
  ...promised(one),
  id: one.contactSettingId,
  from: inShort(one.fromOn),
  source: one.source,
  who: `${one.by ?? 'Nobody'}, on ${inShort(dateOf(one.at))}`,
});
const usualRow = {
  ...promised({ ...usualSetting, channels: [...usualSetting.channels] }),
  ...{ id: 'usual', from: 'The beginning', source: USUAL_SOURCE, who: 'Nobody: it holds until somebody sets it' },
};

const text = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(300, 'Use 300 characters or fewer'));
const schema = v.object({
  ...{
    acknowledgeDays: text,
    replyDays: text,
    callBackDays: text,
    opensAt: text,
    closesAt: text,
    fromOn: text,
    source: text,
  },
  ...Object.fromEntries(channels.map((channel) => [boxOf(channel), v.optional(v.string(), '')])),
});

export const actions = actionsFor('/council/promises', {
  default: async ({ request }, scope) => {
    await dutyHere(scope, 'director');
    const read = await readForm(request, schema);
    if ('refused' in read) return read.refused;
    const typed = read.ok as Record<string, string>;
    const { opensAt = '', closesAt = '', fromOn = '', source = '' } = typed;
    const given = {
      ...{ opensAt, closesAt, fromOn, source, channels: channels.filter((channel) => typed[boxOf(channel)]) },
      acknowledgeDays: Number(typed.acknowledgeDays || NaN),
      replyDays: Number(typed.replyDays || NaN),
      callBackDays: Number(typed.callBackDays || NaN),
    };
    const done = await underScope(scope, (tx) => saveSetting(tx, scope, given, today(now)));
    if (done !== 'saved') return refuseForm(typed, done.wrong as Record<string, string>);
    redirect(303, '/council/promises?saved=1');
  },
});
