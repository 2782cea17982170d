import { pastProposal } from "../command/past-proposal.ts";
import { type IncidentFolds, replace, withAll } from "../fold.ts";

/** Folds of the joint room, the command of the incident, the specialist seat and the surge around it (INC-04, CMD-04, CMD-11, ORG-14). */
export const roomFolds: IncidentFolds<
  | "GuestSeated" | "GuestLeft" | "AgencyInvited" | "RoomJoined" | "RoomLeft" | "AgencyStatusSet" | "LeadAgencySet" | "SupportRequested" | "SupportAccepted" | "SupportEscalated" | "SupportAnswered"
  | "ResponseSet" | "ProposalGone" | "CommandTaken" | "CommandOffered" | "CommandAccepted" | "CommandTakenOver" | "CommandPostOpened" | "CommandPostStoodDown" | "SeatRequired" | "SeatEmpty" | "SeatAnswered" | "SurgeRaised" | "SurgeEnded"
> = {
  SurgeRaised: (state) => ({ ...state, flags: [...state.flags, "SURGE"] }),
  SurgeEnded: (state) => ({ ...state, flags: state.flags.filter((flag) => flag !== "SURGE") }),
  GuestSeated: (state, data) => ({ ...state, scope: withAll(state.scope, [data.orgPath]), guests: [...(state.guests ?? []), { ...data, leftAt: null }] }),
  GuestLeft: (state, data, stamp) => ({
    ...state, scope: data.stays ? state.scope : state.scope.filter((path) => path !== data.orgPath),
    guests: replace(state.guests ?? [], ({ cooperationId }) => cooperationId === data.cooperationId, (guest) => ({ ...guest, leftAt: stamp.at })),
  }),
  AgencyInvited: (state, data) => ({ ...state, scope: withAll(state.scope, [data.orgPath]) }),
  RoomJoined: (state, data, stamp) => ({
    ...state,
    scope: withAll(state.scope, [data.orgPath]),
    room: [
      ...state.room.filter((seat) => seat.agency !== data.agency),
      { agency: data.agency, orgPath: data.orgPath, joinedAt: stamp.at, leftAt: null, status: "JOINED" },
    ],
  }),
  RoomLeft: (state, data, stamp) => {
    const left = state.room.find((seat) => seat.agency === data.agency);
    const needed = new Set([state.orgPath, ...state.orders.flatMap((o) => [...o.copies.map((c) => c.orgPath), ...o.assignments.map((a) => a.orgPath)])]);
    return {
      ...state,
      scope: state.scope.filter((path) => path !== left?.orgPath || needed.has(path)),
      room: replace(state.room, (seat) => seat.agency === data.agency, (seat) => ({ ...seat, leftAt: stamp.at })),
    };
  },
  AgencyStatusSet: (state, data) => ({
    ...state,
    room: replace(state.room, (seat) => seat.agency === data.agency, (seat) => ({ ...seat, status: data.status })),
  }),
  LeadAgencySet: (state, data) => ({ ...state, leadAgency: data.to }),
  SupportRequested: (state, data) => ({ ...state, support: [...state.support, data.request] }),
  SupportAccepted: (state, { requestId, dueAt, ...owner }, stamp) => ({
    ...state,
    support: replace(state.support, (r) => r.id === requestId, ({ escalatedAt: _before, ...r }) => ({ ...r, dueAt, owner: { ...owner, at: stamp.at } })),
  }),
  SupportEscalated: (state, data, stamp) => ({ ...state, support: replace(state.support, (r) => r.id === data.requestId, (r) => ({ ...r, escalatedAt: stamp.at })) }),
  SupportAnswered: (state, data, stamp) => ({
    ...state,
    support: replace(state.support, (r) => r.id === data.requestId, (r) => ({ ...r, answer: { text: data.text, at: stamp.at, by: stamp.by } })),
  }),
  CommandTaken: (state, data, stamp) => ({ ...state, commander: { ...data, since: stamp.at }, handover: null }),
  CommandOffered: (state, data, stamp) => ({ ...state, handover: { ...data, at: stamp.at } }),
  CommandAccepted: (state, data, stamp) => ({ ...state, commander: { ...data, since: stamp.at }, handover: null }),
  CommandTakenOver: (state, { userId, name, orgPath, ...how }, stamp) => ({ ...state, commander: { userId, name, orgPath, since: stamp.at }, handover: null, takenOver: { ...how, by: userId, byName: name, at: stamp.at } }),
  CommandPostOpened: (state, data) => ({ ...state, postId: data.commandPostId }),
  CommandPostStoodDown: ({ postId: _ended, ...state }, { reviewId }) => (reviewId === undefined ? state : { ...state, reviewId }),
  ResponseSet: (state, data) => ({ ...state, responses: [...(state.responses ?? []).filter(({ activationId }) => activationId !== data.activationId), data] }),
  ProposalGone: (state, { planId, level, turnedDown }) => {
    const others = (state.pastProposals ?? []).filter((past) => past.planId !== planId);
    return { ...state, pastProposals: [...others, { planId, level, turnedDown, times: (pastProposal(state, planId)?.times ?? 0) + 1 }] };
  },
  SeatRequired: (state, data, stamp) => ({
    ...state,
    scope: withAll(state.scope, [data.orgPath]),
    seat: { orgId: data.orgId, orgPath: data.orgPath, since: stamp.at, escalatedAt: null, answeredAt: null },
  }),
  SeatEmpty: (state, _data, stamp) => ({ ...state, seat: state.seat === null ? null : { ...state.seat, escalatedAt: stamp.at } }),
  SeatAnswered: (state, _data, stamp) => ({ ...state, seat: state.seat === null ? null : { ...state.seat, answeredAt: stamp.at } }),
};
