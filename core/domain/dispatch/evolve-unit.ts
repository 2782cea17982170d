import type { UnitEvents } from "@tocsin/contract/dispatch/events.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { type Stamp, type UnitFolds, ImpossibleEvent } from "../fold.ts";
import { unitTo } from "./life-cycle.ts";

/** Without an advised move and a standby post: what ends as soon as the unit does something else. */
function unposted(unit: Unit): Unit {
  return { ...unit, ...(unit.advice == null ? {} : { advice: null }), ...(unit.standby == null ? {} : { standby: null }) };
}

export function registeredUnit(data: UnitEvents["UnitRegistered"], stamp: Stamp): Unit {
  return {
    ...data, scope: [data.orgPath], status: "OFF_DUTY", statusSince: stamp.at, unavailableReason: null,
    assignment: null, patrol: null, duress: null, handoverTo: null, recentOrders: [],
  };
}

function released(state: Unit, data: UnitEvents["UnitReleased"], stamp: Stamp): Unit {
  if (state.assignment?.orderId !== data.orderId) throw new ImpossibleEvent(`released from ${data.orderId}, bound to ${state.assignment?.orderId ?? "nothing"}`);
  const resumes = data.to === "AVAILABLE" && state.patrol !== null;
  return {
    ...unitTo(state, resumes ? "PATROL" : data.to, stamp.at),
    assignment: null,
    handoverTo: null,
    unavailableReason: data.reason,
    patrol: state.patrol === null ? null : { ...state.patrol, state: resumes ? "RUNNING" : "PAUSED" },
  };
}

export const unitFolds: UnitFolds = {
  UnitRegistered: () => {
    throw new ImpossibleEvent("registered twice");
  },
  UnitStatusSet: (state, data, stamp) => ({
    ...unitTo(unposted(state), data.status, stamp.at),
    // Readiness is confirmed for a shift: it ends with it.
    ...(data.status === "OFF_DUTY" && state.readiness != null ? { readiness: null } : {}),
    unavailableReason: data.reason,
    patrol: null,
  }),
  UnitAssigned: (state, data, stamp) => {
    if (state.assignment !== null) throw new ImpossibleEvent(`already bound to ${state.assignment.orderId}`);
    return {
      ...unitTo(unposted(state), "ASSIGNED", stamp.at),
      assignment: data,
      patrol: state.patrol === null ? null : { ...state.patrol, state: "PAUSED" },
      recentOrders: [...state.recentOrders, stamp.at].slice(-10),
    };
  },
  UnitProgressed: (state, data, stamp) => unitTo(state, data.status, stamp.at),
  UnitReleased: released,
  PatrolStarted: (state, data, stamp) => ({
    ...unitTo(unposted(state), "PATROL", stamp.at),
    patrol: { ...data.patrol, next: 0, state: "RUNNING", startedAt: stamp.at, excused: [], passed: [] },
  }),
  CheckpointPassed: (state, data, stamp) => {
    if (state.patrol === null) throw new ImpossibleEvent("no patrol");
    const next = data.index + 1;
    const done = next >= state.patrol.checkpoints.length;
    const moved = { ...state, patrol: { ...state.patrol, next, excused: [...state.patrol.excused, ...data.excused], passed: [...(state.patrol.passed ?? []), { index: data.index, at: stamp.at, deviceAt: data.deviceAt ?? null }] } };
    return done ? { ...unitTo(moved, "AVAILABLE", stamp.at), patrol: null } : moved;
  },
  PatrolEnded: (state, _data, stamp) => ({ ...(state.status === "PATROL" ? unitTo(state, "AVAILABLE", stamp.at) : state), patrol: null }),
  DuressRaised: (state, data, stamp) => ({ ...state, duress: { at: stamp.at, point: data.point } }),
  DuressCleared: (state) => ({ ...state, duress: null }),
  HandoverOffered: (state, data) => ({ ...state, handoverTo: data.toUnitId }),
  HandoverEnded: (state) => ({ ...state, handoverTo: null }),
  MoveAdvised: (state, data, stamp) => ({ ...state, advice: { ...data, at: stamp.at } }),
  AdviceWithdrawn: (state) => ({ ...state, advice: null }),
  MoveDismissed: (state, data, stamp) => {
    if (state.advice == null) throw new ImpossibleEvent("no advice to dismiss");
    return { ...state, advice: null, dismissed: { postId: state.advice.postId, ...data, at: stamp.at } };
  },
  StandbyOrdered: (state, data, stamp) => ({ ...unposted(state), standby: { ...data, since: stamp.at, reachedAt: null } }),
  StandbyReached: (state, _data, stamp) => {
    if (state.standby == null) throw new ImpossibleEvent("no standby post");
    return { ...state, standby: { ...state.standby, reachedAt: stamp.at } };
  },
  StandbyEnded: (state) => unposted(state),
  ReadinessConfirmed: (state, data, stamp) => ({ ...state, readiness: { state: data.state, confirmedAt: stamp.at } }),
  ContactVerified: (state, _data, stamp) => ({ ...state, contactVerifiedAt: stamp.at }),
};
