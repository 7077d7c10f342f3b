import { randomUUID } from 'node:crypto';
import { building, dev } from '$app/environment';
import { json, type Handle, type HandleServerError, type RequestEvent, type ServerInit } from '@sveltejs/kit';
import { isRefusal } from '#domain/access/decide.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { peopleHandlers } from '#domain/people/live.server.ts';
import { personAtSocket, personOf, stillHere, type SignedIn } from '#domain/people/sign-in.server.ts';
import { mediationDocuments } from '#domain/mediation/rooms/live.server.ts';
import { roomRelay } from '#domain/mediation/rooms/relay-access.server.ts';
import { newsFor } from '#domain/spaces/events.ts';
import { spaceDocuments } from '#domain/spaces/live.server.ts';
import { appealQueue } from '#domain/tribunal/triage/live.server.ts';
import { workingDocuments } from '#domain/tribunal/working/place.server.ts';
import { attach } from '#realtime/server/attach.ts';
import { triedInTurn } from '#realtime/server/deps.ts';
import { database } from '#server/db.ts';
import { env } from '#server/env.ts';
import { scriptsLater, secure } from '#server/headers.ts';
import { faultFields, log, type LogFields } from '#server/log.ts';
import { sendersFrom } from '#server/mail.ts';
import { startOutbox } from '#server/outbox.ts';
import { offerRealtime, type Attach } from '#server/realtime.ts';
import { startRounds } from '#server/rounds.ts';
import { start } from '#server/start.ts';
import { protocol } from './protocol.ts';
import { rounds } from './rounds.ts';
import { isMailServer } from './routes/mail-in/mail-server.ts';
import { refuse, say } from './routes/refusal.ts';
import { isSafe, neededFor } from './routes/way-in.ts';

export const init: ServerInit = async () => {
  if (building) return;
  const running = await start();
  running.stopLater(startOutbox(sendersFrom(env())));
  running.stopLater(startRounds(rounds));
  offerRealtime(attachEngine);
};

/** The engine is handed everything that knows council words; it imports none of it. */
const attachEngine: Attach = (http) => {
  const engine = attach(http, {
    protocol,
    handlers: peopleHandlers,
    access: triedInTurn(spaceDocuments, workingDocuments, mediationDocuments),
    relay: roomRelay,
    queue: appealQueue,
    personOf: personAtSocket,
    stillHere: (who) => stillHere(who as SignedIn),
    authorise,
    newsFor,
    sql: database().engine,
    origin: env().ORIGIN,
    log,
  });
  return { close: () => engine.stop() };
};

/** Request id, where it comes from, who is asking, what it needs, the decision; only then the page. */
export const handle: Handle = async ({ event, resolve }) => {
  event.locals.requestId = randomUUID();
  const answer = (await refusalFor(event)) ?? (await resolve(event));
  const response = new Response(answer.body, answer);
  secure(response.headers);
  if (event.locals.pictureFirst) scriptsLater(response.headers);
  return response;
};

async function refusalFor(event: RequestEvent): Promise<Response | null> {
  const { request, locals, route, params, url } = event;
  const mailServer = isMailServer(route.id, request.headers);
  if (!isSafe(request.method) && !mailServer && !isOurOwn(event))
    return json({ message: 'This came from another site' }, { status: 403 });
  const signedIn = await personOf(request.headers);
  locals.person = signedIn?.person ?? null;
  locals.signInHash = signedIn?.signInHash ?? null;
  if (route.id === null || (route.id === '/mail-in' && !mailServer)) return say(event, 404);
  const caseFile = (params as { caseFile?: string }).caseFile ?? null;
  const needed = neededFor(route.id, request.method, url.searchParams);
  const toSee = neededFor(route.id, 'GET', url.searchParams);
  if (toSee === null) return say(event, 404);
  const answer = await authorise(locals.person, caseFile, needed ?? toSee);
  if (isRefusal(answer)) {
    log.info('gate.refused', { ...about(event), code: answer.because });
    return refuse(event, answer);
  }
  if (needed === null) return say(event, 405);
  locals.scope = answer;
  return null;
}

/** Who asked, and by which route: ids and a pattern, never the address. */
const about = ({ locals, route, request }: RequestEvent): LogFields => ({
  ...{ requestId: locals.requestId, route: route.id ?? 'none', method: request.method },
  ...(locals.person ? { personId: locals.person.personId, councilId: locals.person.councilId } : {}),
});

/** On everything that may change something: the exact origin, and the browser's own word for it where it gives one. */
function isOurOwn({ request, url }: RequestEvent): boolean {
  const site = request.headers.get('sec-fetch-site');
  const origin = dev ? url.origin : env().ORIGIN;
  return request.headers.get('origin') === origin && (site === null || site === 'same-origin' || site === 'none');
}

/** What people are told when something breaks: a number to quote. The log line that carries the number says where. */
export const handleError: HandleServerError = ({ error, event, status }) => {
  if (status === 404) return { message: 'Not found' };
  const { requestId } = event.locals;
  log.error('request.failed', { requestId, route: event.route.id ?? 'none', status, ...faultFields(error) });
  return { message: 'Something went wrong', requestId };
};
