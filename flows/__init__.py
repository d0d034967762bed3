"""What runs when: plain steps, and Prefect flows over them."""
