/** An administrator's page: a code that enrols one scanner, once. */

import { element, made, signedIn, tell } from "../console/pages";
import { drawn } from "../console/qr";
import { call, Unreachable } from "../console/server";

const form = element<HTMLFormElement>("enrol");
const shown = element("code");
const problem = element("problem");

interface Place {
  place_id: string;
  name_vi: string;
  name_en: string;
}

function label(place: Place): string {
  const name = document.documentElement.lang === "en" ? place.name_en : place.name_vi;
  return `${name} (${place.place_id})`;
}

async function offerPlaces(): Promise<Map<string, string>> {
  const { places }: { places: Place[] } = await (await call("/v1/places")).json();
  element("places").replaceChildren(
    ...places.map((place) => made("option", "", { value: label(place) })),
  );
  return new Map(places.map((place) => [label(place), place.place_id]));
}

let ticking = 0;

function show(code: { code: string; expires_at: string }, place: string): void {
  const address = `${form.dataset.gateway}/scan#enrol=${code.code}`;
  element("code-picture").replaceChildren(drawn(address, tell("console-enrol-picture")));
  element<HTMLTextAreaElement>("code-text").value = address;
  element("code-place").textContent = place || tell("console-enrol-any-place");
  shown.hidden = false;
  clearInterval(ticking);
  const ends = new Date(code.expires_at).getTime();
  const tick = () => {
    const minutes = Math.ceil((ends - Date.now()) / 60_000);
    element("code-time").textContent =
      minutes > 0 ? tell("console-enrol-time", { minutes }) : tell("console-enrol-over");
    if (minutes <= 0) element("code-picture").replaceChildren();
  };
  tick();
  ticking = window.setInterval(tick, 5000);
  element("code-heading").focus();
}

if (signedIn("administrator")) {
  const places = offerPlaces();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    shown.hidden = true;
    const typed = element<HTMLInputElement>("place").value.trim();
    try {
      const placeId = typed ? ((await places).get(typed) ?? typed) : "";
      const body = { place_id: placeId };
      show(await (await call("/v1/enrolments", { method: "POST", body })).json(), typed);
    } catch (error) {
      problem.textContent =
        error instanceof Unreachable ? tell("console-unreachable") : (error as Error).message;
      problem.hidden = false;
    }
  });
}
