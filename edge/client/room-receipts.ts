import type { Room, RoomMessage } from "@tocsin/contract/command/room.ts";

/** Messages of others that the viewer's seat or unit has not read; of those the record shows. 0 where the viewer only looks on. */
export function unreadOf(room: Room | undefined): number {
  if (room?.own === undefined || room.own === null) return 0;
  const read = room.marks.find(({ party }) => party.key === room.own)?.read?.no ?? 0;
  return room.messages.filter(({ no, from, spoken }) => no > read && from.key !== room.own && spoken?.heard.some(({ key }) => key === room.own) !== true).length;
}

export interface Receipts {
  /** Units that the message is for: those in the room, less the one that wrote it. */
  readonly units: number;
  readonly delivered: readonly string[];
  readonly read: readonly string[];
  /** Seats that have read it. */
  readonly seats: readonly { readonly nameZh: string; readonly nameEn: string }[];
}

/** Who has received and who has read a message: units by call sign, desks by seat. */
export function receiptsOf(room: Room, { no, from }: Pick<RoomMessage, "no" | "from">): Receipts {
  const others = room.marks.filter(({ party }) => party.key !== from.key);
  const unitsWith = (reached: (mark: Room["marks"][number]) => boolean): string[] => others.filter((mark) => mark.party.unitId !== null && reached(mark)).map(({ party }) => party.nameZh).sort();
  const read = (mark: Room["marks"][number]): boolean => (mark.read?.no ?? 0) >= no;
  return {
    units: room.circle.units.filter((unitId) => unitId !== from.unitId).length,
    delivered: unitsWith(({ delivered }) => delivered.no >= no),
    read: unitsWith(read),
    seats: others.filter((mark) => mark.party.unitId === null && read(mark)).map(({ party }) => ({ nameZh: party.nameZh, nameEn: party.nameEn })),
  };
}
