import { Component, type ReactNode } from "react";

interface Props {
  /** Shown in place of the part that failed. */
  readonly instead: ReactNode;
  readonly children: ReactNode;
}

/** A part that fails leaves a sentence in its place; all others go on. */
export class FaultGuard extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
