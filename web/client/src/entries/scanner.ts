/** The scanner's page. */

import enVerdicts from "../../../../contracts/words/en.ftl";
import viVerdicts from "../../../../contracts/words/vi.ftl";
import enCommon from "../../../words/en/common.ftl";
import enWords from "../../../words/en/scanner.ftl";
import viCommon from "../../../words/vi/common.ftl";
import viWords from "../../../words/vi/scanner.ftl";
import { start } from "../scanner/start";

void start({
  vi: [viWords, viCommon, viVerdicts],
  en: [enWords, enCommon, enVerdicts],
});
