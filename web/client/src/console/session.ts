/** Who is signed in on this tab. It ends with the tab, or when the server says so. */

const KEPT_AS = "chot-session";

export interface Session {
  readonly account: string;
  readonly token: string;
  readonly roles: readonly string[];
  readonly expiresAt: string;
  /** Nothing but the own account is open before a second factor is set up. */
  readonly mustEnrol?: boolean;
}

export function currentSession(now: Date = new Date()): Session | null {
  const kept = sessionStorage.getItem(KEPT_AS);
  if (!kept) return null;
  const session: Session = JSON.parse(kept);
  return new Date(session.expiresAt) > now ? session : null;
}

export function keepSession(session: Session): void {
  sessionStorage.setItem(KEPT_AS, JSON.stringify(session));
}

export function endSession(): void {
  sessionStorage.removeItem(KEPT_AS);
}
