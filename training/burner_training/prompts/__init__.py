"""What the model is asked, and what its reply holds: the product's own form and the paper's."""
