"""Text to hypotheses: cutting, tokenizing, batches, the decoder."""
