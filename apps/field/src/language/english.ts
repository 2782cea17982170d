import type { Words } from "./chinese.ts";

export const english: Words = {
  app: "Tocsin · Field",
  between: { things: ", ", phrases: "; ", nameAndValue: ": " },
  standby: {
    go: (post) => `Go to ${post} and stand by`, there: (post) => `Standing by at ${post}`, since: (at) => `ordered ${at}`, reached: (at) => `there since ${at}`, reach: "We are there",
    readiness: "Readiness", unconfirmed: "Not confirmed in this shift", confirmedAt: (at) => `confirmed ${at}`, confirm: (state) => `Confirm: ${state}`, ready: { READY_5: "we roll within 5 min", READY_15: "we roll within 15 min", READY_30: "we roll within 30 min" },
  },
  force: { title: "Task force", room: (name: string) => `Task force · ${name}`, units: (signs: string) => `Units: ${signs}`, youLead: "you lead", ledBy: (unit: string) => `led by ${unit}`, objective: (text: string) => `Objective: ${text}`, by: (at: string) => `by ${at}`, late: (at: string) => `▲ late (${at})` },
  task: {
    accept: "Accept and start", done: "Done", send: "Report it done", note: "What came of it (may be left out)", named: (act: string, name: string) => `${act}: ${name}`, waits: "waits for earlier tasks", module: "Single task", then: (address: string) => `${address} (when the plan was started)`, critical: "Critical", toDecide: "The level was lowered: wait for the commander to say whether this goes on.",
    limit: { START: "to begin", DUE: "to be done" }, state: { WAITING: "Waiting", ISSUED: "New task", STARTED: "Under way", DONE: "Done", SKIPPED: "Skipped", CANCELLED: "Cancelled" },
    phrases: ["Done as asked", "Reported to the command post", "Nothing unusual at the scene", "Partly done, the rest was not possible"],
  },
  tabs: { order: "Order", map: "Map", me: "Me" },
  line: { live: "Connected", connecting: "Connecting", lost: "No answer from server", offline: "Offline" },
  lastSeen: (time) => `as of ${time}`,
  waitingCount: (n) => `${n} to send`,
  refusedCount: (n) => `${n} not accepted, please look`,
  position: { off: "Position off", waiting: "Locating", on: "Position on", denied: "Position denied" },
  signIn: {
    title: "Sign in", account: "Account", password: "Password", code: "Code (authenticator app or recovery code)", first: "Your first password was set by somebody else. Choose one that you alone know.", own: "New password (12 characters or more)", go: "Sign in", going: "Signing in", noNetwork: "No network, so no sign-in yet. Try again with a signal.",
    ended: "The session has ended; sign in again. What was not sent is kept and goes out after sign-in.", provider: "Sign in at the identity provider", byAccount: "By account and password instead", demo: "Demo accounts (tap to fill in)", taken: "in use",
  },
  factor: {
    title: "Second factor", on: "on", off: "off", why: "Beside the password, one more proof that it is you: fingerprint, face or PIN of this phone (a passkey), or six digits of an authenticator app.", open: "Set up", needed: "Your role needs a second factor", neededWhy: "Set up one of these to go on. A passkey is easiest: from then on you sign in by a touch.",
    password: "Your password", code: "Code (authenticator app or recovery code)", byPasskey: "Prove it by a passkey instead", add: "Add a passkey on this phone", name: "This phone", keys: "Passkeys", drop: "Remove", unused: "not used yet", used: (day) => `last used ${day}`, cancelled: "Nothing was proved.", signIn: "Sign in by passkey",
    begin: "Set up an authenticator app", scan: "Open it in this phone's authenticator app, or type the key on another device, then give the six digits that it shows.", openApp: "Open in the authenticator app", key: "Key", six: "Six digits", confirm: "Turn on",
    codesName: "Recovery codes", codes: "When the phone is not at hand, each of these counts once in place of a code. They are shown this once: write them down and keep them safe, not on this phone alone.", kept: "Kept safe",
  },
  noUnit: "This account belongs to no unit; use the console.",
  starting: "Opening",
  order: {
    none: "No order", noneHint: "A new order rings and vibrates here.", offDuty: "You are off duty", offDutyHint: "Go on duty to receive orders.",
    fullText: "What was reported", facts: "Known facts", note: "Dispatcher's note", guidance: "Guidance", general: "No type yet: general guidance", noPack: "This type has no guidance of its own: general guidance", reviewWas: (day) => `guidance was due for review by ${day}`, version: (n) => `version ${n}`,
    matches: "Also known", ignored: (n) => `${n} ignored`, answerAgain: "Change", verdict: { ACCEPTED: "Take up", IGNORED: "Ignore" }, matchRule: { TYPE_BY_WORDS: "type by its words", OPEN_DUPLICATE: "likely duplicate", SAME_PREMISE_12M: "same place within a year", PREMISE_HAZARD: "hazard of the place", ADVISORY_HERE: "advisory here", ROAD_NEAR: "road closed nearby", PLAN_OF_TYPE: "plan of the type", FACT_MISSING: "question not answered" }, matchReason: { SEEN: "seen at the scene", TOLD: "somebody said so", NOT_SO: "not so", KNOWN: "known already", UNRELATED: "unrelated" },
    risks: "Risks", hazards: "Hazards of the premises", points: "Handling points", kit: "Kit", legal: "Legal reminders", crewMin: (n) => `at least ${n} officers`,
    source: (source, date) => `Source: ${source}, verified ${date}`, unverified: "UNVERIFIED", others: "Other units on this incident", yourself: "Own unit",
    drill: "DRILL", placeUnknown: "Place unknown", outside: "Outside the service area", suspended: "Order suspended", suspendedBy: (reason) => `Reason: ${reason}. Please wait.`, no: (no) => `No. ${no}`,
    feedbackLog: "Feedback given", noFeedback: "No feedback yet", supportLog: "Support requests", supportWaiting: "waiting for an answer", past: "Orders that are over", open: "Show", fold: "Hide",
    over: { COMPLETED: "Completed", DECLINED: "Declined", RECALLED: "Order recalled", SUPERSEDED: "Superseded by another order" }, overSeen: "Understood", handedOver: (unit) => `Handed over to ${unit}`, etaMin: (n) => `about ${n} min`,
  },
  news: { title: (n) => `${n} new fact${n === 1 ? "" : "s"}`, critical: "Critical", read: "Read", readAll: "All read", at: (time) => `came ${time}` },
  act: {
    acknowledge: "Acknowledge", enRoute: "Set out", arrive: "On scene", handle: "Start handling", firstFeedback: "First feedback", complete: "Complete",
    decline: "Decline", support: "Ask for support", progress: "More feedback", onDuty: "Go on duty", resume: "Available again",
  },
  arrival: { near: "You are at the scene", auto: (s) => `Arrival is set in ${s} s`, waiting: "Arrival is being set", confirm: "Confirm arrival" },
  clock: {
    over: (time) => `over by ${time}`, left: (time) => `${time} left`, acknowledge: "To acknowledge",
    step: {
      FIRST_ORDER: "First order", REACT: "React within 1 min", EN_ROUTE: "Set out within 3 min", ON_SCENE: "On scene within 5 min", ECHELON_1: "Nearest force, 1 min", ECHELON_3: "District force, 3 min",
      ECHELON_5: "City force, 5 min", SELF: "Self-rescue, 1 min", MUTUAL: "Mutual aid, 3 min", POLICE: "Police on scene, 5 min", ARRIVAL: "Arrival", FIRST_FEEDBACK: "First feedback",
      REPORT_PHONE: "Report by telephone", REPORT_WRITTEN: "Written report", REPORT_CONTINUING: "Continuing report",
    },
  },
  assignment: { ISSUED: "To acknowledge", ACKNOWLEDGED: "Acknowledged", EN_ROUTE: "En route", ARRIVED: "On scene", HANDLING: "Handling", FEEDBACK: "Feedback given", COMPLETED: "Completed", DECLINED: "Declined", RECALLED: "Recalled", SUPERSEDED: "Superseded" },
  unit: { OFF_DUTY: "Off duty", AVAILABLE: "Available", PATROL: "On patrol", ASSIGNED: "Assigned", EN_ROUTE: "En route", ON_SCENE: "On scene", CLEARING: "Clearing", UNAVAILABLE: "Unavailable" },
  unavailable: { MEAL: "Meal", VEHICLE: "Vehicle fault", PAPERWORK: "Paperwork", COURT: "Court", NO_ACK: "Order not acknowledged", OTHER: "Other" },
  priority: { P1: "P1", P2: "P2", P3: "P3", P4: "P4" },
  untyped: "No type yet",
  decline: {
    title: "Decline the order", hint: "Choose the reason. The control room sends another unit.", text: "Explanation (optional)", go: "Decline",
    code: { SAFETY: "Safety", CAPABILITY: "Lacking capability", VEHICLE: "Vehicle fault", ENGAGED: "Engaged elsewhere", UNREACHABLE: "Cannot get there", JURISDICTION: "Not our jurisdiction" },
  },
  handover: {
    title: "Hand over", hint: "Until the other accepts, your unit stays responsible and the limits run on.", nobody: "No other unit is on this incident. Ask for support first; the unit that comes can take over.", choose: "Choose who takes over", why: "Why", go: (unit) => `Hand over to ${unit}`,
    reason: { AREA: "It is their area", CAPABILITY: "They are better equipped", RELIEF: "Relief of shift", OTHER: "We are needed elsewhere" },
    offered: (unit) => `Offered to ${unit}, waiting for the answer`, declined: (unit) => `${unit} did not accept`, left: (unit) => `${unit} has left this incident and cannot accept. Take the offer back and choose another.`, stays: "Your unit stays responsible.",
    withdraw: "Take it back", another: "Choose another", asks: (unit) => `${unit} asks you to take over`, askedAt: (time, unit) => `asked ${time} · ${unit} is responsible until you accept`, accept: "Accept, we handle it", decline: "Do not accept",
  },
  patrol: {
    count: (done, all) => `${done} of ${all} checkpoints reached`, next: "Next checkpoint", round: "The round", noPosition: "No position yet, so no distance.", reached: (name) => `Reached: ${name}`,
    passed: "✓ reached", excused: "↷ excused by an order", isNext: "▶ next", ahead: "to come", here: "I am here", skipHint: "After an order checkpoints may be left out: press a later one, those between are excused.",
    direction: ["↑ north", "↗ north-east", "→ east", "↘ south-east", "↓ south", "↙ south-west", "← west", "↖ north-west"],
    end: "End the patrol", endSure: "Yes, end the patrol", goOn: "Go on", paused: (name) => `The patrol rests; it goes on at “${name}” when this order is complete.`,
  },
  support: {
    title: "Ask for support", lookUp: "Have it looked up", owner: (name) => `${name} is on it`, text: "Explanation (optional)", go: "Send the request",
    kind: { MORE_UNITS: "More units", SUPERVISOR: "Supervisor", EMS: "Ambulance", FIRE: "Fire service", TRAFFIC: "Traffic control", SPECIAL_POLICE: "Special police", UTILITY: "Water, power, gas", OTHER: "Other", PLACE: "The place", PLAN: "The plan", CONTACT: "A contact", GAS_SHUTOFF: "Gas shut-off", POWER_SHUTOFF: "Power shut-off", WATER_SHUTOFF: "Water shut-off", LAW: "The law", TRANSLATION: "Translation" },
  },
  feedback: {
    kind: { FIRST: "First feedback", PROGRESS: "More feedback", FINAL: "Final feedback" },
    text: "Situation", quick: "Phrases", facts: "Checked on scene", photo: "Photo", photoBusy: "Preparing the photo", photoBad: "This photo cannot be read; take it again.", removePhoto: "Remove photo", go: "Send feedback", goFinal: "Send and complete",
    need: "Write the situation, or tap a phrase.", recording: "Number of the body-worn recording (empty = none)", announced: "Those present were told that it is recorded", recordingNumber: "3 to 80 letters, digits or . _ / -", recordingAnnounced: "A recording that was not announced cannot be linked", recorded: (reference) => `body-worn recording (announced) ${reference}`, yes: "Yes", no: "No", unknown: "Not checked",
    phrases: {
      FIRST: ["On scene, finding out", "Scene is calm", "Nothing unusual", "Someone is hurt, ambulance needed", "Cordon is set", "More units needed"],
      PROGRESS: ["Scene is under control", "Moving people away", "Injured taken to hospital", "Traffic flows again", "Waiting for specialists"],
      FINAL: ["Handled, back to normal", "Those involved have left", "Settled by both sides", "Handed to the station", "Nothing found as reported"],
    },
  },
  roads: {
    title: "Roads closed nearby", closed: "Closed", slow: (kmh) => `Slow, ${kmh} km/h`, from: (time) => `from ${time}`, since: (time) => `since ${time}`, until: (time) => `until ${time}`, untilOpened: "no end known", comma: ", ",
    reason: { ACCIDENT: "traffic accident", FIRE: "fire and rescue", FLOOD: "flooding", COLLAPSE: "collapse or fallen object", WORKS: "works", EVENT: "large event", CONTROL: "traffic control" },
  },
  push: { title: "Woken for orders", ask: "Once allowed, a new order rings on a locked screen too; nothing of the matter is shown there.", on: "Allowed: a new order rings on a locked screen.", denied: "Notifications are forbidden; allow them in the browser's settings.", failed: "The push service cannot be reached; orders still ring inside the app.", allow: "Allow" },
  room: {
    title: "Talk at the scene", readOnly: "read only", open: "Read and speak", none: "Nothing said yet. Desks and the other units here will see it.", unread: (n) => `${n} unread`, you: "This unit", voice: "Voice", photo: "Photo", point: "Position", attached: "Photo or voice", written: (time) => `written ${time}`,
    receipts: (delivered, read, all) => `received ${delivered}/${all} · read ${read}/${all}`, write: "Tell everybody here", send: "Send", addPhoto: "Photo", addPoint: "Position", record: "Voice", stop: (second) => `Stop and send ${second} s`, noMicrophone: "The microphone cannot be used; look at the permissions.",
  },
  radio: {
    hold: "Hold to speak", asking: "Asking for the floor…", speaking: (n: number) => `Speaking · ${n} listen`, connecting: "Speaking · connecting", recording: "Not connected; let go to send it as a voice message", over: "The floor is another's, let go", left: "Not everybody heard it; left as a voice message", hearing: (who: string) => `${who} is speaking`,
    states: { CONNECTING: "connecting", HEARING: "you hear it", SILENT: "touch the screen to hear", FAILED: "not connected; a voice message follows" }, spoken: (n: number) => `spoke ${n} s`, heardBy: (names: string) => `heard by ${names}`, heardByNone: "heard by nobody at the time",
  },
  map: {
    drawn: { CORDON: "Cordon", ROUTE: "Route", STAGING: "Staging area" }, minutesOld: (n) => `${n} min ago`,
    distance: (km) => `${km} km`, metres: (m) => `${m} m`, eta: (n) => `about ${n} min`, straight: "straight line", legs: "Way", noOrder: "No order, nowhere to go", noPoint: "The incident has no point; go by the address",
    noRoute: "No route yet; straight line shown", unnamed: "unnamed road", failed: "The base map did not load; route and position still work", you: "Own unit", goal: "Incident", centre: "Centre", stale: (time) => `route of ${time}`,
  },
  me: {
    unit: "Unit", crew: (n) => `${n} officers`, status: "Status", onDuty: "Go on duty", offDuty: "Go off duty", away: "Unavailable", back: "Available again", why: "Why are you unavailable?", busy: "You are on an order; complete it before you change your status.", language: "Language", look: "Display",
    looks: { auto: "As the system", light: "Day", dark: "Night" }, signOut: "Sign out", signOutWaiting: (n) => `${n} not sent yet. They are kept and go out when this account signs in again.`, stay: "Stay",
    contact: "Contact check", contactAt: (day) => `Last checked ${day}`, contactNever: "Never checked", contactLapsed: "UNVERIFIED: the check has lapsed", contactGo: "We can be reached",
  },
  outbox: {
    title: "To send", empty: "Everything is sent", waiting: "Waiting", refused: "Not accepted", retry: "Send again", dismiss: "Understood", asNote: "Send as a note", at: (time) => `done ${time}`, photos: (n) => `${n} photo${n === 1 ? "" : "s"}`, photoLost: "One photo was not accepted; the words went out without it.",
    conflict: (status) => `At the server it is now “${status}”, so this no longer applies.`,
    reason: { SERVER_FAULT: "The server failed several times and did not take it. Send again, or report by radio.", PHOTO_GONE: "The photo is no longer on this device.", HANDOVER_NOT_OFFERED: "The offer was taken back or answered, or the unit has left." },
    name: {
      "dispatch.acknowledge": "Acknowledge", "dispatch.decline": "Decline", "dispatch.enRoute": "Set out", "dispatch.arrive": "On scene", "dispatch.handle": "Start handling", "dispatch.feedback": "Feedback",
      "dispatch.complete": "Complete", "dispatch.requestSupport": "Ask for support", "dispatch.checkpoint": "Checkpoint reached", "dispatch.endPatrol": "End of patrol", "dispatch.offerHandover": "Offer of hand-over", "dispatch.acceptHandover": "Accept the hand-over", "dispatch.declineHandover": "Decline the hand-over", "dispatch.withdrawHandover": "Take the hand-over back", "dispatch.duress": "Call for help", "dispatch.mruAlarm": "Site alarm", "dispatch.setUnitStatus": "Change of status", "dispatch.verifyContact": "Contact check", "guidance.markRead": "Guidance read", "guidance.markFactRead": "New fact read", "guidance.answerMatch": "Answer to a match", "intake.addNote": "Note", "rooms.post": "Talk at the scene", "command.startTask": "Accept a task", "command.finishTask": "Finish a task",
    },
  },
  duress: {
    hold: "Hold for help", holdAlarm: "Hold to alarm", holding: (s) => `${s} s more`, waiting: "Call for help recorded, waiting for a network", sent: (time) => `The control room has your call for help ${time}`, sentHint: "They see your position. The control room ends the call.", waitingHint: "It goes out first as soon as there is a signal. Use the radio too if you can.", refused: "The call for help was not accepted: use the radio now",
  },
  close: "Close",
  keepsNothing: "Nothing is kept on this device (no encryption or no storage): keep the page open until everything is sent.",
  unopened: (n) => `${n} kept item${n === 1 ? "" : "s"} on this device could not be opened and will not be sent: check your latest steps. (Tap to close)`,
  diskFailed: "This device cannot store anything: keep the page open until everything is sent.",
  fault: "This page cannot be opened now",
  again: "Open again",
};
