"""One frame on screen: how it is rendered, what mouse and keys do, what is drawn and measured on it."""
