import { Component, type ReactNode } from "react";

interface CatchProps {
  readonly children: ReactNode;
  readonly text: string;
  readonly again: string;
}

/** A fault in one screen, such as a part that could not be loaded, leaves the button, the tabs and the call for help in place. */
export class CatchFault extends Component<CatchProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="screen empty">
        <p role="alert">{this.props.text}</p>
        <button type="button" onClick={() => location.reload()}>
          {this.props.again}
        </button>
      </main>
    );
  }
}
