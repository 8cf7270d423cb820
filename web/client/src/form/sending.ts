/**
 * Sending until there is an answer: the form's ids make it the same declaration however often it
 * comes, so what got lost on the way is simply sent again.
 */

export interface SendingTexts {
  sending: string;
  retrying: string;
  offline: string;
}

export interface Answer {
  status: number;
  page: string;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
// Not answers but a gateway, or what stands before it, that can't answer now.
const COME_BACK = new Set([429, 502, 503, 504]);

/** Send a body until it is answered; say meanwhile how it stands. Rejects when it is given up. */
export async function sendUntilAnswered(
  url: string,
  body: string,
  texts: SendingTexts,
  say: (text: string) => void,
  givenUp: AbortSignal,
): Promise<Answer> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    say(texts.sending);
    const answer = await once(url, body, givenUp);
    if (answer) return answer;
    if (givenUp.aborted) throw new Error("given up");
    say(navigator.onLine ? texts.retrying : texts.offline);
    await untilOnlineOr(pause, givenUp);
  }
}

async function once(url: string, body: string, signal: AbortSignal): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      signal,
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "text/html" },
    });
    if (COME_BACK.has(answer.status)) return undefined;
    return { status: answer.status, page: await answer.text() };
  } catch {
    return undefined;
  }
}

function untilOnlineOr(ms: number, givenUp: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      givenUp.removeEventListener("abort", go);
      done();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener("online", go);
    givenUp.addEventListener("abort", go);
  });
}
