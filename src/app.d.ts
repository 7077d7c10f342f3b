import type { Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';

declare global {
  namespace App {
    interface Locals {
      /** Quoted on every error page and in the log line that belongs to it. */
      requestId: string;
      person: Person | null;
      /** Of the signed-in browser; null before signing in. */
      signInHash: string | null;
      /** Minted by the gate before any load or action runs, for this route's page or this action. */
      scope: Scope;
      /** Said by a load whose page shows a picture that people wait for. */
      pictureFirst?: boolean;
    }
    interface Error {
      message: string;
      requestId?: string;
      /** Of a refusal: the case they can see, or, for staff, the one they may ask to open with a reason. */
      caseFileId?: string;
    }
  }
}

export {};
