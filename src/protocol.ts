import { roomNews } from '#domain/mediation/rooms/events.ts';
import { peopleAsks } from '#domain/people/events.ts';
import { spaceNews } from '#domain/spaces/events.ts';
import { queueNews } from '#domain/tribunal/triage/events.ts';
import { version } from '#realtime/version.ts';

/**
 * Everything browsers and the server may say to each other beyond documents and presence, gathered from the domain.
 */
export const protocol = {
  version,
  asks: { ...peopleAsks },
  news: { ...spaceNews, ...roomNews, ...queueNews },
};
export type Protocol = typeof protocol;
