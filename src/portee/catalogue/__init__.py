"""Sources, the records they give, and the resources that gather them."""
