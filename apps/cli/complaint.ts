/** Something that the person at the keyboard can mend; shown as its sentence, without a stack. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}
