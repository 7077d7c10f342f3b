import type { Server } from 'socket.io';

/** Names of audiences are made by the server from ids it has checked; a browser never says one. */
export const audience = {
  case: (councilId: string, caseFileId: string): string => `case:${councilId}:${caseFileId}`,
  space: (councilId: string, spaceId: string): string => `space:${councilId}:${spaceId}`,
};

/**
 * The one way to tell several browsers something. Throws on an empty audience, because the library would take it for
 * everybody on the server.
 */
export function emitTo(io: Pick<Server, 'to'>, room: string, event: string, ...data: unknown[]): void {
  if (typeof room !== 'string' || !/^(case|space):[^:]+:[^:]+$/.test(room))
    throw new Error('News without an audience.');
  io.to(room).emit(event, ...data);
}
