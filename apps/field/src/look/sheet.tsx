import { useEffect, useRef, type ReactNode } from "react";
import { useWording } from "../language/wording.ts";

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The one action of the sheet, at the bottom under the thumb. */
  readonly action?: ReactNode;
}

/** A sheet over the screen: focus stays inside, Escape and the button close it. */
export function Sheet({ title, onClose, children, action }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { words } = useWording();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-label={title} onCancel={(event) => (event.preventDefault(), onClose())}>
      <div className="sheet-head">
        <h2>{title}</h2>
        <button type="button" className="plain" onClick={onClose}>
          {words.close}
        </button>
      </div>
      <div className="sheet-body">{children}</div>
      {action && <div className="sheet-foot">{action}</div>}
    </dialog>
  );
}
